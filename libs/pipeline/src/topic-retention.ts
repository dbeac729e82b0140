import { type TopicDeclaration, type TopicOptions, topicDeclarations } from '@varselvakt/kafka';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What the settings say of how long records stay. */
export interface RetentionSettings {
  readonly INBOUND_RETENTION_HOURS: number;
  readonly FEEDBACK_RETENTION_DAYS: number;
  readonly DEAD_LETTER_RETENTION_DAYS: number;
}

/** For `topicDeclarations`. */
export const topicRetention = (settings: RetentionSettings): NonNullable<TopicOptions['retentionMs']> => ({
  inbound: settings.INBOUND_RETENTION_HOURS * hourMs,
  feedback: settings.FEEDBACK_RETENTION_DAYS * dayMs,
  'dead-letter': settings.DEAD_LETTER_RETENTION_DAYS * dayMs,
});

/** The pipeline's topics as the settings want them, with the inbound topics of these names, which the register may have given away. */
export function topicsAsDeclared(
  settings: RetentionSettings & { readonly TOPIC_PREFIX: string },
  inboundTopics: readonly string[] | null,
): readonly TopicDeclaration[] {
  const declared = topicDeclarations(settings.TOPIC_PREFIX, { retentionMs: topicRetention(settings) });
  if (inboundTopics === null) return declared;
  return declared.flatMap((one) =>
    one.purpose === 'inbound' ? inboundTopics.map((name) => ({ ...one, name })) : [one],
  );
}

/** Feedback topics of these names as the settings want them: the shared one, and those of single producers, which hold what it holds. */
export function feedbackAsDeclared(
  settings: RetentionSettings & { readonly TOPIC_PREFIX: string },
  names: readonly string[],
): readonly TopicDeclaration[] {
  const declared = topicsAsDeclared(settings, null).filter(({ purpose }) => purpose === 'feedback');
  return declared.flatMap((shared) => names.map((name) => ({ ...shared, name })));
}
