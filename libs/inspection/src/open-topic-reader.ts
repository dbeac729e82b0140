import { randomUUID } from 'node:crypto';
import {
  type ClusterAdmin,
  createBatchConsumer,
  type IncomingRecord,
  type KafkaClient,
  type PartitionBounds,
} from '@varselvakt/kafka';
import { sleep } from '@varselvakt/runtime';

/** What to read: all that is there (or the given stretches of all partitions), and what comes afterwards. */
export type TopicReading = {
  readonly client: KafkaClient;
  readonly admin: ClusterAdmin;
  readonly topics: readonly string[];
  readonly places?: readonly (PartitionBounds & { readonly topic: string })[];
  /** Begins the id of the consumer group: whoever reads may be allowed to use groups of its own name only (`topics acl`). */
  readonly groupPrefix: string;
  readonly onRecords: (records: readonly IncomingRecord[]) => Promise<void>;
};

export type TopicReader = {
  /** Resolves when everything has been read that was there when the reader was opened. Rejects when the reader has crashed. */
  readonly caughtUp: Promise<void>;
  /** Never resolves; rejects when the reader has crashed. */
  readonly crashed: Promise<never>;
  readonly stop: () => Promise<void>;
};

const pollMs = 50;
const stopDeadlineMs = 5_000;
const placeKey = (topic: string, partition: number): string => `${topic}/${partition}`;

/** Reads topics beside the pipeline, in a group of its own that nobody else meets. Throws KafkaError as the admin does. */
export async function openTopicReader({
  client,
  admin,
  topics,
  groupPrefix,
  onRecords,
  places: givenPlaces,
}: TopicReading): Promise<TopicReader> {
  const places = givenPlaces ?? (await readWholePlaces(admin, topics));
  const starts = new Map(places.map((one) => [placeKey(one.topic, one.partition), one.startOffset]));
  const waiting = new Map(
    places
      .filter(({ startOffset, endOffset }) => startOffset < endOffset)
      .map(({ topic, partition, endOffset }) => [placeKey(topic, partition), endOffset]),
  );
  const groupId = `${groupPrefix}-${randomUUID().slice(0, 8)}`;
  const consumer = createBatchConsumer(client, {
    groupId,
    topics,
    startOffset: async (topic, partition) => starts.get(placeKey(topic, partition)),
    handler: async ({ records }) => onRecords(records),
  });
  const catchUp = async (): Promise<void> => {
    while (waiting.size > 0) {
      for (const { topic, partition, position } of consumer.state().partitions) {
        const end = waiting.get(placeKey(topic, partition));
        if (end !== undefined && position !== null && position >= end) waiting.delete(placeKey(topic, partition));
      }
      await sleep(pollMs);
    }
  };
  await consumer.start();
  const crash = consumer.crashed.then((error) => Promise.reject(error));
  return {
    caughtUp: Promise.race([catchUp(), crash]),
    crashed: crash,
    stop: async () => {
      waiting.clear();
      await consumer.stop(stopDeadlineMs);
      // Else it would stand among the groups for a week. Whoever may not remove it leaves it there.
      await admin.removeGroup(groupId).catch(() => undefined);
    },
  };
}

async function readWholePlaces(admin: Pick<ClusterAdmin, 'topicBounds'>, topics: readonly string[]) {
  const bounds = await Promise.all(
    topics.map(async (topic) => (await admin.topicBounds(topic)).map((one) => ({ topic, ...one }))),
  );
  return bounds.flat();
}
