import { topicDeclarations } from '@varselvakt/kafka';
import { producersWithOwnFeedback, type RetentionSettings, topicRetention } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';

type TopicNames = RetentionSettings & {
  readonly TOPIC_PREFIX: string;
  readonly INBOUND_TOPICS: readonly string[] | null;
  readonly VARSELVAKT_ENVIRONMENT: Environment;
};

/**
 * The topics that there should be: those of everybody, and those of single producers, as INBOUND_TOPICS names them
 * (`<prefix>inbound.<producerId>`) and as the register, where there is one, gives them in this environment.
 */
export function declaredTopics(settings: TopicNames, register: Register | null) {
  const { TOPIC_PREFIX: prefix, INBOUND_TOPICS: inboundTopics, VARSELVAKT_ENVIRONMENT: environment } = settings;
  const retentionMs = topicRetention(settings);
  const start = `${prefix}inbound.`;
  const given = (inboundTopics ?? [])
    .filter((topic) => topic.startsWith(start))
    .map((topic) => topic.slice(start.length));
  if (register === null) return topicDeclarations(prefix, { producerIds: given, retentionMs });
  const registered = [...register.producers.values()]
    .filter(({ id, topics, environments }) => environments.includes(environment) && topics.includes(`${start}${id}`))
    .map(({ id }) => id);
  return topicDeclarations(prefix, {
    retentionMs,
    producerIds: [...new Set([...given, ...registered])],
    feedbackProducerIds: producersWithOwnFeedback(register, environment),
  });
}
