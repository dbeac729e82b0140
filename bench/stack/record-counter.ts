import type { BenchEnvironment } from './bench-environment.ts';

/** Counts the records that some topics have received since they were made, by their end offsets. */
export type RecordCounter = {
  readonly count: (topics: readonly string[]) => Promise<number>;
  readonly close: () => Promise<void>;
};

/**
 * Opens a connection of its own, so that asking never waits behind other requests. Close it before its topics are removed:
 * kafkajs goes on asking for every topic it was ever asked about. Throws kafkajs' errors.
 */
export async function openRecordCounter({ kafka }: BenchEnvironment): Promise<RecordCounter> {
  const admin = kafka.kafka.admin();
  await admin.connect();
  const countOne = async (topic: string) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  };
  return {
    count: async (topics) => {
      const counts = await Promise.all(topics.map(countOne));
      return counts.reduce((sum, one) => sum + one, 0);
    },
    close: () => admin.disconnect(),
  };
}
