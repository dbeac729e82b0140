import type { Admin } from 'kafkajs';
import { KafkaError } from '../fault/kafka-error.ts';
import { settledWithin } from '../waiting/settled-within.ts';

/** Who reads for a group. `state` is Kafka's own word: Stable, Empty, Dead (= no such group), PreparingRebalance … */
export type GroupDescription = {
  readonly state: string;
  readonly members: readonly { readonly clientId: string; readonly clientHost: string }[];
};

/** Where a partition stands or is to stand. */
export type PartitionOffset = { readonly partition: number; readonly offset: bigint };

const SET_DEADLINE_MS = 60_000;

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

/**
 * Moves a group without members. kafkajs joins the group for that, so a member that starts meanwhile would share the partitions:
 * whoever calls reads the offsets again afterwards. Throws KafkaError KAFKA_GROUP_IN_USE, or what kafkajs throws.
 */
export const setGroupOffsets = async (
  admin: Admin,
  groupId: string,
  topic: string,
  offsets: readonly PartitionOffset[],
): Promise<void> => {
  const { members } = await describeGroup(admin, groupId);
  if (members.length > 0) throw new KafkaError('KAFKA_GROUP_IN_USE', groupId, { retriable: true });
  const partitions = offsets.map(({ partition, offset }) => ({ partition, offset: offset.toString() }));
  const set = admin.setOffsets({ groupId, topic, partitions });
  if (!(await settledWithin(set, SET_DEADLINE_MS)))
    throw new KafkaError('KAFKA_REQUEST_TIMEOUT', groupId, { retriable: true });
  await set;
};
