import type { GroupLag, LagReport } from '@varselvakt/lag';
import { ownFeedbackTopic, type PipelineTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import { z } from 'zod';
import type { StoredHour } from './stored-hours.ts';

const count = z.int().min(0);

/** What stands beside a scorecard: what the register says of a producer, and what waits of it now. */
export const producerFactsSchema = z.object({
  producerId: z.string(),
  contacts: z.object({ chat: z.string().nullable(), email: z.string().nullable() }),
  environments: z.array(z.string()),
  topics: z.array(z.string()).meta({ description: 'Inbound topics of its own; none: it writes to the shared one' }),
  feedback: z.enum(['all', 'problems']),
  feedbackTopic: z.string(),
  offboardsAt: z.int().nullable(),
  labels: z.array(
    z.object({
      name: z.string(),
      environments: z.array(z.string()),
      retention: z.object({
        default: z.string().nullable(),
        min: z.string().nullable(),
        max: z.string().nullable(),
        clamp: z.boolean().meta({ description: 'What is outside is moved to the limit, not refused' }),
      }),
    }),
  ),
  waiting: z.object({
    isShared: z.boolean().meta({ description: 'True: other producers’ events wait in the same topic' }),
    count: count.nullable().meta({ description: 'Records that the validator has not read; null: not known' }),
    oldestSeconds: z.number().min(0).nullable().meta({ description: 'Age of the oldest of them; null: not known' }),
  }),
  hours: z.array(z.object({ startAt: z.int(), storedCount: count.nullable() })),
});

export type ProducerFacts = z.infer<typeof producerFactsSchema>;

export type FactSources = {
  readonly register: Register;
  readonly topics: Pick<PipelineTopics, 'inbound' | 'feedback'>;
  readonly hoursOf: (producerId: string) => readonly StoredHour[];
};

/** The facts of every producer of the register. Pure. */
export function toProducerFacts(sources: FactSources, report: LagReport): readonly ProducerFacts[] {
  const { register, topics, hoursOf } = sources;
  const labels = Map.groupBy(register.labels.values(), ({ ownerId }) => ownerId);
  return [...register.producers.values()].map((producer) => ({
    producerId: producer.id,
    contacts: { chat: producer.contacts.chat, email: producer.contacts.email },
    environments: [...producer.environments],
    topics: [...producer.topics],
    feedback: producer.feedback,
    feedbackTopic: producer.feedbackTopic === 'own' ? ownFeedbackTopic(topics, producer.id) : topics.feedback,
    offboardsAt: producer.offboardsAt,
    labels: (labels.get(producer.id) ?? []).map(({ name, environments, retention }) => ({
      ...{ name, environments: [...environments], retention: { ...retention } },
    })),
    waiting: toWaiting(producer.topics, topics.inbound, report),
    hours: hoursOf(producer.id).map((hour) => ({ ...hour })),
  }));
}

const isValidator = ({ stage, outcome }: GroupLag): boolean => stage === 'validator' && outcome === 'MEASURED';

function toWaiting(topics: readonly string[], sharedTopic: string, report: LagReport): ProducerFacts['waiting'] {
  const isShared = topics.length === 0;
  const read = isShared ? [sharedTopic] : topics;
  const partitions = report.groups
    .filter(isValidator)
    .flatMap((group) => group.partitions.filter(({ topic }) => read.includes(topic)));
  if (partitions.length === 0 || report.failure !== null) return { isShared, count: null, oldestSeconds: null };
  const lags = partitions.map(({ lag }) => lag);
  const ages = partitions.map(({ lag, timeLagSeconds }) => (lag === 0 ? 0 : timeLagSeconds));
  return {
    isShared,
    count: allKnown(lags)?.reduce((total, lag) => total + lag, 0) ?? null,
    oldestSeconds: ages.includes(null) ? null : Math.max(...ages.map((age) => age ?? 0)),
  };
}

const allKnown = (values: readonly (number | null)[]): readonly number[] | null => {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? known : null;
};
