import {
  type BatchConsumer,
  type ClusterAdmin,
  createBatchConsumer,
  type IncomingRecord,
  type KafkaClient,
} from '@varselvakt/kafka';
import { sleep, WaitAborted } from '@varselvakt/runtime';

export type LogReading = {
  readonly client: KafkaClient;
  readonly topic: string;
  readonly groupId: string;
  /** Where to begin, by partition. */
  readonly fromOffsets: readonly bigint[];
  /** Records of one partition, in their order. What it throws ends the reading. */
  readonly onRecords: (partition: number, records: readonly IncomingRecord[]) => Promise<void>;
};

export type LogReader = {
  /** Resolves when `isEnough` is true of where the reading stands, by partition. Throws what onRecords threw, KafkaError, WaitAborted. */
  readonly readUntil: (isEnough: (positions: readonly bigint[]) => boolean, signal: AbortSignal) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const pollMs = 20;
const stopDeadlineMs = 5_000;

/** Reads the log from chosen offsets on, all partitions beside each other. */
export async function openLogReader(reading: LogReading): Promise<LogReader> {
  const { client, topic, groupId, fromOffsets, onRecords } = reading;
  let fault: Error | null = null;
  const consumer = createBatchConsumer(client, {
    groupId,
    topics: [topic],
    startOffset: async (_topic, partition) => fromOffsets[partition],
    maxRecords: 1_000,
    handler: async ({ partition, records }) => {
      try {
        await onRecords(partition, records);
      } catch (error) {
        fault ??= error as Error;
        throw error;
      }
    },
  });
  void consumer.crashed.then((error) => {
    fault ??= error;
  });
  await consumer.start();
  return {
    readUntil: async (isEnough, signal) => {
      while (!isEnough(positionsOf(consumer, fromOffsets))) {
        if (fault !== null) throw fault;
        if (signal.aborted) throw new WaitAborted();
        await sleep(pollMs, signal);
      }
      if (fault !== null) throw fault;
    },
    stop: async () => {
      await consumer.stop(stopDeadlineMs);
    },
  };
}

/** Before a partition is assigned nothing of it has been read. */
function positionsOf(consumer: BatchConsumer, fromOffsets: readonly bigint[]): readonly bigint[] {
  const known = new Map(consumer.state().partitions.map(({ partition, position }) => [partition, position]));
  return fromOffsets.map((from, partition) => known.get(partition) ?? from);
}

/** Where every partition ends now, by partition. Throws KafkaError. */
export async function readEndOffsets(admin: Pick<ClusterAdmin, 'topicBounds'>, topic: string) {
  const bounds = await admin.topicBounds(topic);
  return { starts: bounds.map(({ startOffset }) => startOffset), ends: bounds.map(({ endOffset }) => endOffset) };
}
