import {
  type BatchConsumer,
  type BatchConsumerOptions,
  type BatchHandler,
  createBatchConsumer,
  createClusterAdmin,
  createSender,
  type OutgoingRecord,
} from '../src/index.ts';
import { createRecordedClient, createTopic, type RecordedClient, uniqueName } from './real-topics.ts';

export type Setup = RecordedClient & { readonly topic: string; readonly groupId: string };

/** A topic and a group of this test's own. */
export const setUp = async (partitionCount: number): Promise<Setup> => {
  const recorded = createRecordedClient();
  const topic = await createTopic(recorded.client, 'consume', partitionCount);
  return { ...recorded, topic, groupId: uniqueName('group') };
};

/** Writes values to partitions and waits for the acknowledgement. */
export const publish = async (
  { client }: RecordedClient,
  topic: string,
  values: readonly (readonly [number, string])[],
) => {
  const sender = createSender(client);
  const toRecord = ([partition, value]: readonly [number, string]): OutgoingRecord => ({
    topic,
    partition,
    key: Buffer.from(value),
    value: Buffer.from(value),
  });
  await sender.send(values.map(toRecord));
  await sender.stop(5_000);
};

/** The values 0, 1, 2 … spread over the partitions in turn. */
export const numbered = (count: number, partitionCount = 1): (readonly [number, string])[] =>
  Array.from({ length: count }, (_, i) => [i % partitionCount, String(i)] as const);

/** Makes a consumer of the set-up's topic and starts it; the release stops it. */
export const start = async (
  setup: Setup,
  releases: (() => Promise<unknown>)[],
  handler: BatchHandler,
  options: Partial<BatchConsumerOptions> = {},
): Promise<BatchConsumer> => {
  const { client, topic, groupId } = setup;
  const consumer = createBatchConsumer(client, { groupId, topics: [topic], handler, ...options });
  releases.push(() => consumer.stop(2_000));
  await consumer.start();
  return consumer;
};

/** A handler that keeps the values it was given, and the values. */
export const collector = () => {
  const values: string[] = [];
  const handler: BatchHandler = async ({ records }) => {
    values.push(...records.map(({ value }) => String(value)));
  };
  return { values, handler };
};

/** The group's committed offsets by partition. */
export const committedOf = async ({ client, groupId, topic }: Setup): Promise<readonly (bigint | null)[]> => {
  const admin = createClusterAdmin(client);
  const offsets = await admin.committedOffsets(groupId, [topic]);
  await admin.close();
  return [...offsets].sort((a, b) => a.partition - b.partition).map(({ offset }) => offset);
};
