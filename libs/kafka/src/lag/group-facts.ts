import kafkajs from 'kafkajs';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { ask, type RawBroker, type RawCluster, refuse } from './raw-cluster.ts';

export type GroupMember = {
  readonly memberId: string;
  readonly clientId: string;
  /** As Kafka writes it, often with a slash before it. */
  readonly clientHost: string;
  readonly partitions: readonly { readonly topic: string; readonly partition: number }[];
};

/** What the coordinator knows of a group; `offsets` holds only what the group has committed. */
export type GroupFacts = {
  readonly state: string;
  readonly protocolType: string;
  readonly protocol: string;
  readonly coordinatorId: number;
  readonly members: readonly GroupMember[];
  readonly offsets: readonly { readonly topic: string; readonly partition: number; readonly offset: bigint }[];
};

/** `code`: why nothing is known of the group now. */
export type GroupAnswer =
  | { readonly outcome: 'READ'; readonly facts: GroupFacts }
  | { readonly outcome: 'FAILED'; readonly code: string };

type RawGroup = {
  readonly errorCode: number;
  readonly groupId: string;
  readonly state: string;
  readonly protocolType: string;
  readonly protocol: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly clientHost: string;
    readonly memberAssignment: Buffer;
  }[];
};
type GroupsAnswer = { readonly groups: readonly RawGroup[] };
type OffsetsAnswer = {
  readonly errorCode: number;
  readonly responses: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly offset: string; readonly errorCode: number }[];
  }[];
};
type GroupListAnswer = { readonly errorCode: number; readonly groups: readonly { readonly groupId: string }[] };

/** One question for many groups: Kafka answers it from memory, but an answer holds all of their members. */
const GROUPS_PER_QUESTION = 100;

const toPartitions = (assignment: Buffer): GroupMember['partitions'] => {
  try {
    const decoded = kafkajs.AssignerProtocol.MemberAssignment.decode(assignment);
    return Object.entries(decoded?.assignment ?? {}).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
  } catch {
    return []; // a protocol of somebody's own (Connect has one): the member is known, what it reads is not
  }
};

const toMembers = (group: RawGroup): readonly GroupMember[] =>
  group.members.map(({ memberId, clientId, clientHost, memberAssignment }) => ({
    memberId,
    clientId,
    clientHost,
    partitions: toPartitions(memberAssignment),
  }));

/** Remembers which broker coordinates which group, and forgets it when that broker says no. */
export type Coordinators = Map<string, number>;

const findCoordinators = async (
  cluster: RawCluster,
  known: Coordinators,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const failures = new Map<string, string>();
  await Promise.all(
    groupIds
      .filter((groupId) => !known.has(groupId))
      .map(async (groupId) => {
        try {
          const { coordinator } = await cluster.findGroupCoordinatorMetadata({ groupId, coordinatorType: 0 });
          known.set(groupId, coordinator.nodeId);
        } catch (error) {
          failures.set(groupId, classifyKafkaError(error).code);
        }
      }),
  );
  return failures;
};

const describe = async (broker: RawBroker, groupIds: readonly string[]): Promise<ReadonlyMap<string, RawGroup>> => {
  const described = new Map<string, RawGroup>();
  for (let start = 0; start < groupIds.length; start += GROUPS_PER_QUESTION) {
    const asked = groupIds.slice(start, start + GROUPS_PER_QUESTION);
    const { groups } = await ask<GroupsAnswer>(broker, 'DescribeGroups', { groupIds: asked });
    for (const group of groups) described.set(group.groupId, group);
  }
  return described;
};

const readOffsets = async (broker: RawBroker, groupId: string): Promise<GroupFacts['offsets']> => {
  // No topics named: all that the group has committed.
  const { errorCode, responses } = await ask<OffsetsAnswer>(broker, 'OffsetFetch', { groupId, topics: [] });
  refuse(errorCode);
  return responses.flatMap(({ topic, partitions }) =>
    partitions.flatMap(({ partition, offset, errorCode: code }) => {
      refuse(code);
      return offset.startsWith('-') ? [] : [{ topic, partition, offset: BigInt(offset) }];
    }),
  );
};

/** Asks one coordinator for its groups. One group's fault (a permission, a move) is not the others'. */
const readFromCoordinator = async (
  cluster: RawCluster,
  nodeId: number,
  groupIds: readonly string[],
): Promise<readonly (readonly [string, GroupAnswer])[]> => {
  const broker = await cluster.findBroker({ nodeId });
  const described = await describe(broker, groupIds);
  return Promise.all(
    groupIds.map(async (groupId) => {
      const group = described.get(groupId);
      if (group === undefined) return [groupId, { outcome: 'FAILED', code: 'KAFKA_UNKNOWN' }] as const;
      try {
        refuse(group.errorCode);
        const offsets = await readOffsets(broker, groupId);
        const { state, protocolType, protocol } = group;
        const facts = { state, protocolType, protocol, coordinatorId: nodeId, members: toMembers(group), offsets };
        return [groupId, { outcome: 'READ', facts }] as const;
      } catch (error) {
        return [groupId, { outcome: 'FAILED', code: classifyKafkaError(error).code }] as const;
      }
    }),
  );
};

/**
 * State, members and committed offsets of the groups, by group id: one question per coordinator for the members, one per group for its
 * offsets, all under way at once. Never throws for a group or a broker: its groups are FAILED.
 */
export const readGroups = async (
  cluster: RawCluster,
  known: Coordinators,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, GroupAnswer>> => {
  const failures = await findCoordinators(cluster, known, groupIds);
  const answers = new Map<string, GroupAnswer>();
  for (const [groupId, code] of failures) answers.set(groupId, { outcome: 'FAILED', code });
  await Promise.all(
    [...Map.groupBy(groupIds, (groupId) => known.get(groupId))].map(async ([nodeId, groups]) => {
      if (nodeId === undefined) return;
      try {
        for (const [groupId, answer] of await readFromCoordinator(cluster, nodeId, groups))
          answers.set(groupId, answer);
      } catch (error) {
        const { code } = classifyKafkaError(error);
        for (const groupId of groups) answers.set(groupId, { outcome: 'FAILED', code });
      }
    }),
  );
  for (const [groupId, { outcome }] of answers) if (outcome === 'FAILED') known.delete(groupId);
  return answers;
};

/** The ids of all groups of the cluster. Throws what kafkajs throws when a broker does not answer: a part would look like all. */
export const listGroupIds = async (cluster: RawCluster): Promise<readonly string[]> => {
  const nodeIds = cluster.brokerPool.getNodeIds();
  // A cluster whose brokers are all fenced names none of them.
  if (nodeIds.length === 0) throw new KafkaError('KAFKA_NO_BROKERS', 'groups', { retriable: true });
  const lists = await Promise.all(
    nodeIds.map(async (nodeId) => {
      const { errorCode, groups } = await ask<GroupListAnswer>(await cluster.findBroker({ nodeId }), 'ListGroups', {});
      refuse(errorCode);
      return groups.map(({ groupId }) => groupId);
    }),
  );
  return [...new Set(lists.flat())].sort();
};
