import { parseProducerId } from '@varselvakt/domain';
import { type ClusterAdmin, type IncomingRecord, readDeadLetter } from '@varselvakt/kafka';
import type { TopicAccess } from '../topic-access.ts';

type TargetAccess = Pick<TopicAccess, 'topics' | 'inboundTopics'> & {
  readonly admin: Pick<ClusterAdmin, 'partitionCount'>;
};

/** The topics that letters may go back to. */
export type InboundTargets = {
  /** Those that are there, with their number of partitions. */
  readonly partitionCounts: ReadonlyMap<string, number>;
  /** Learns of the topics that these letters name. May be called side by side: each call waits for the one look. Throws KafkaError. */
  readonly look: (letters: readonly Pick<IncomingRecord, 'headers'>[]) => Promise<void>;
};

/** The inbound topics that letters name: those in the settings, and a producer's own beside the shared one. */
export function createInboundTargets({ admin, topics, inboundTopics }: TargetAccess): InboundTargets {
  const partitionCounts = new Map<string, number>();
  const looks = new Map<string, Promise<void>>();
  const ownStart = `${topics.inbound}.`;
  const isInbound = (topic: string): boolean =>
    inboundTopics.includes(topic) ||
    topic === topics.inbound ||
    (topic.startsWith(ownStart) && parseProducerId(topic.slice(ownStart.length)) !== undefined);
  const look = async (topic: string): Promise<void> => {
    const partitionCount = await admin.partitionCount(topic);
    if (partitionCount !== null) partitionCounts.set(topic, partitionCount);
  };
  return {
    partitionCounts,
    look: async (records) => {
      for (const record of records) {
        const { originalTopic: topic } = readDeadLetter(record);
        if (topic !== null && isInbound(topic) && !looks.has(topic)) looks.set(topic, look(topic));
      }
      try {
        await Promise.all(looks.values());
      } catch (error) {
        looks.clear(); // so that the same letters, when they come again, are looked after again
        throw error;
      }
    },
  };
}
