import { openTopicReader, type TopicAccess } from '@varselvakt/inspection';
import type { ClusterAdmin, IncomingRecord } from '@varselvakt/kafka';

/** The event log from its start up to where it ended when somebody looked; all passes read the same. */
export type LogStretch = {
  readonly topic: string;
  /** By partition. */
  readonly endOffsets: ReadonlyMap<number, bigint>;
  /** At most: compaction leaves fewer. */
  readonly offsetCount: number;
};

/** The stretch that the log has now. Throws KafkaError. */
export async function findStretch(admin: ClusterAdmin, topic: string): Promise<LogStretch> {
  const bounds = await admin.topicBounds(topic);
  return {
    topic,
    endOffsets: new Map(bounds.map(({ partition, endOffset }) => [partition, endOffset])),
    offsetCount: bounds.reduce((sum, { startOffset, endOffset }) => sum + Number(endOffset - startOffset), 0),
  };
}

/**
 * Hands over all records of the stretch, those of a partition in their order. Faults that may pass are waited for; throws the first other
 * one that `onRecords` threw, KafkaError.
 */
export async function readStretch(
  access: TopicAccess,
  { topic, endOffsets }: LogStretch,
  onRecords: (records: readonly IncomingRecord[]) => Promise<void>,
): Promise<void> {
  const failure = Promise.withResolvers<never>();
  const reader = await openTopicReader({
    client: access.client,
    admin: access.admin,
    topics: [topic],
    groupPrefix: access.groupPrefix,
    onRecords: async (records) => {
      try {
        await onRecords(records.filter(({ partition, offset }) => offset < (endOffsets.get(partition) ?? 0n)));
      } catch (error) {
        if (!isPassing(error)) failure.reject(error);
        throw error;
      }
    },
  });
  try {
    await Promise.race([reader.caughtUp, failure.promise]);
  } finally {
    await reader.stop();
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'retriable' in error && error.retriable === true;
