import { topicDeclarations } from '@varselvakt/kafka';

type TopicNames = { readonly TOPIC_PREFIX: string; readonly INBOUND_TOPICS: readonly string[] | null };

/** The topics that there should be, those of single producers (`<prefix>inbound.<producerId>` in INBOUND_TOPICS) included. */
export function declaredTopics({ TOPIC_PREFIX: prefix, INBOUND_TOPICS: inboundTopics }: TopicNames) {
  const start = `${prefix}inbound.`;
  const producerIds = (inboundTopics ?? [])
    .filter((topic) => topic.startsWith(start))
    .map((topic) => topic.slice(start.length));
  return topicDeclarations(prefix, { producerIds });
}
