import type { Admin, Kafka } from 'kafkajs';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { createRawCluster, type RawBroker } from '../lag/raw-cluster.ts';

/** Who reads for a group. `state` is Kafka's own word: Stable, Empty, Dead (= no such group), PreparingRebalance … */
export type GroupDescription = {
  readonly state: string;
  readonly members: readonly { readonly clientId: string; readonly clientHost: string }[];
};

/** Where a partition stands or is to stand. */
export type PartitionOffset = { readonly partition: number; readonly offset: bigint };

/** Throws what kafkajs throws. */
export const describeGroup = async (admin: Admin, groupId: string): Promise<GroupDescription> => {
  const { groups } = await admin.describeGroups([groupId]);
  const [group] = groups;
  const members = (group?.members ?? []).map(({ clientId, clientHost }) => ({ clientId, clientHost }));
  return { state: String(group?.state ?? 'Dead'), members };
};

/** The first offset of each partition whose record is from `at` or later; the end where there is none. */
export const readOffsetsAt = async (admin: Admin, topic: string, at: number): Promise<readonly PartitionOffset[]> => {
  const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, at);
  return offsets
    .map(({ partition, offset }) => ({ partition, offset: BigInt(offset) }))
    .sort((a, b) => a.partition - b.partition);
};

/** Throws what kafkajs throws. */
export const removeGroup = async (admin: Admin, groupId: string): Promise<void> => {
  await admin.deleteGroups([groupId]);
};

type CommittingBroker = RawBroker & { readonly offsetCommit: (request: object) => Promise<unknown> };

/**
 * Moves a group without members in one request, as simple consumers commit: a broker refuses it as soon as somebody has joined. (kafkajs'
 * own way is to join the group, which takes seconds and shares the partitions with whoever comes meanwhile.) Throws KafkaError
 * KAFKA_GROUP_IN_USE, or what kafkajs throws.
 */
export const setGroupOffsets = async (
  kafka: Kafka,
  groupId: string,
  topic: string,
  offsets: readonly PartitionOffset[],
): Promise<void> => {
  const partitions = offsets.map(({ partition, offset }) => ({ partition, offset: offset.toString() }));
  const cluster = createRawCluster(kafka);
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const { coordinator } = await cluster.findGroupCoordinatorMetadata({ groupId, coordinatorType: 0 });
    const broker = (await cluster.findBroker({ nodeId: coordinator.nodeId })) as CommittingBroker;
    await broker.offsetCommit({ groupId, groupGenerationId: -1, memberId: '', topics: [{ topic, partitions }] });
  } catch (error) {
    if (classifyKafkaError(error).code !== 'KAFKA_UNKNOWN_MEMBER_ID') throw error;
    throw new KafkaError('KAFKA_GROUP_IN_USE', groupId, { retriable: true, cause: error });
  } finally {
    await cluster.disconnect();
  }
};
