import type { Admin } from 'kafkajs';
import type { KafkaClient } from '../connect/client.ts';
import { isConnectionInDoubt, toKafkaError } from '../fault/classify-kafka-error.ts';
import { type AccessGrant, grantAccess } from './access-grants.ts';
import {
  describeGroup,
  type GroupDescription,
  type PartitionOffset,
  readOffsetsAt,
  removeGroup,
  setGroupOffsets,
} from './group-offsets.ts';
import { carryOutTopicPlans, planTopics } from './topic-apply.ts';
import type { TopicDeclaration } from './topic-declarations.ts';
import type { TopicPlan } from './topic-plan.ts';

/** The bounds of one partition's log: the next record written gets `endOffset`. */
export type PartitionBounds = { readonly partition: number; readonly startOffset: bigint; readonly endOffset: bigint };

/** `offset` is null where the group has never committed. */
export type CommittedOffset = { readonly topic: string; readonly partition: number; readonly offset: bigint | null };

/**
 * Looks at a cluster and puts topics in order. Connects at the first call. Every method throws KafkaError; where `retriable` is
 * true the same call may succeed later.
 */
export type ClusterAdmin = {
  /** Compares with the cluster; changes nothing. */
  readonly checkTopics: (declarations: readonly TopicDeclaration[]) => Promise<readonly TopicPlan[]>;
  /** Creates and alters (unless `dryRun`) and tells what was (would be) done. Idempotent. Never changes a number of partitions. */
  readonly applyTopics: (
    declarations: readonly TopicDeclaration[],
    options: { readonly dryRun: boolean },
  ) => Promise<readonly TopicPlan[]>;
  /** All topics that whoever asks may see. */
  readonly topicNames: () => Promise<readonly string[]>;
  /** The number of partitions, or null when there is no such topic. */
  readonly partitionCount: (topic: string) => Promise<number | null>;
  readonly topicBounds: (topic: string) => Promise<readonly PartitionBounds[]>;
  readonly committedOffsets: (groupId: string, topics: readonly string[]) => Promise<readonly CommittedOffset[]>;
  /**
   * Cuts off the part of the log below each offset; what already lies below the start is left out. Gives the partitions that were cut.
   * The bytes go when Kafka deletes whole segments, not at once.
   */
  readonly deleteRecordsBefore: (
    topic: string,
    offsets: readonly { readonly partition: number; readonly offset: bigint }[],
  ) => Promise<readonly number[]>;
  /** The first offset of each partition whose record is from `at` (epoch ms) or later; the end where there is none. */
  readonly offsetsAt: (topic: string, at: number) => Promise<readonly PartitionOffset[]>;
  readonly describeGroup: (groupId: string) => Promise<GroupDescription>;
  /** Moves a group that has no members, all partitions at once; KAFKA_GROUP_IN_USE when it has. */
  readonly setGroupOffsets: (groupId: string, topic: string, offsets: readonly PartitionOffset[]) => Promise<void>;
  /** Lets principals do what they are granted; what is granted already stays. KAFKA_FORBIDDEN without the right to. */
  readonly grantAccess: (grants: readonly AccessGrant[]) => Promise<void>;
  /** Removes a group that nobody reads in, with its offsets. */
  readonly removeGroup: (groupId: string) => Promise<void>;
  readonly describeCluster: () => Promise<{ readonly clusterId: string; readonly brokerCount: number }>;
  /** Throws what keeps the cluster from answering. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const countPartitions = async (admin: Admin, topic: string): Promise<number | null> => {
  if (!(await admin.listTopics()).includes(topic)) return null;
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topics[0]?.partitions.length ?? null;
};

const readBounds = async (admin: Admin, topic: string): Promise<readonly PartitionBounds[]> => {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets
    .map(({ partition, low, high }) => ({ partition, startOffset: BigInt(low), endOffset: BigInt(high) }))
    .sort((a, b) => a.partition - b.partition);
};

const readCommitted = async (
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<readonly CommittedOffset[]> => {
  const answers = await admin.fetchOffsets({ groupId, topics: [...topics] });
  return answers.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({ topic, partition, offset: offset === '-1' ? null : BigInt(offset) })),
  );
};

const cutBefore = async (
  admin: Admin,
  topic: string,
  offsets: readonly { readonly partition: number; readonly offset: bigint }[],
): Promise<readonly number[]> => {
  // Reading the bounds first is also what makes kafkajs know the topic: deleteTopicRecords fails without.
  const bounds = new Map((await readBounds(admin, topic)).map((item) => [item.partition, item]));
  const cuts = offsets.filter(({ partition, offset }) => {
    const known = bounds.get(partition);
    return known !== undefined && offset > known.startOffset && offset <= known.endOffset;
  });
  if (cuts.length === 0) return [];
  const partitions = cuts.map(({ partition, offset }) => ({ partition, offset: offset.toString() }));
  await admin.deleteTopicRecords({ topic, partitions });
  return cuts.map(({ partition }) => partition);
};

/** Makes an admin; opens nothing yet. */
export const createClusterAdmin = (client: KafkaClient): ClusterAdmin => {
  let connected: Promise<Admin> | undefined;

  const connect = async (): Promise<Admin> => {
    const admin = client.kafka.admin();
    await admin.connect();
    client.observe({ type: 'client_connected', role: 'admin' });
    return admin;
  };
  /** The next call connects anew. */
  const forget = (): void => {
    void connected?.then((admin) => admin.disconnect()).catch(() => undefined);
    connected = undefined;
  };
  const withAdmin = async <T>(place: string, act: (admin: Admin) => Promise<T>): Promise<T> => {
    connected ??= connect();
    const attempt = connected;
    try {
      return await act(await attempt);
    } catch (error) {
      const isConnected = await attempt.then(
        () => true,
        () => false,
      );
      const isDoubtful = !isConnected || isConnectionInDoubt(error);
      if (isDoubtful && connected === attempt) forget();
      throw toKafkaError(error, place);
    }
  };

  return {
    checkTopics: (declarations) => withAdmin('topics', (admin) => planTopics(admin, declarations)),
    applyTopics: (declarations, { dryRun }) =>
      withAdmin('topics', async (admin) => {
        const plans = await planTopics(admin, declarations);
        if (!dryRun) await carryOutTopicPlans(admin, plans);
        return plans;
      }),
    topicNames: () => withAdmin('topics', (admin) => admin.listTopics()),
    partitionCount: (topic) => withAdmin(topic, (admin) => countPartitions(admin, topic)),
    topicBounds: (topic) => withAdmin(topic, (admin) => readBounds(admin, topic)),
    committedOffsets: (groupId, topics) => withAdmin(groupId, (admin) => readCommitted(admin, groupId, topics)),
    deleteRecordsBefore: (topic, offsets) => withAdmin(topic, (admin) => cutBefore(admin, topic, offsets)),
    offsetsAt: (topic, at) => withAdmin(topic, (admin) => readOffsetsAt(admin, topic, at)),
    describeGroup: (groupId) => withAdmin(groupId, (admin) => describeGroup(admin, groupId)),
    setGroupOffsets: (groupId, topic, offsets) =>
      withAdmin(groupId, () => setGroupOffsets(client.kafka, groupId, topic, offsets)),
    grantAccess: (grants) => withAdmin('acls', (admin) => grantAccess(admin, grants)),
    removeGroup: (groupId) => withAdmin(groupId, (admin) => removeGroup(admin, groupId)),
    describeCluster: () =>
      withAdmin('cluster', async (admin) => {
        const { clusterId, brokers } = await admin.describeCluster();
        return { clusterId, brokerCount: brokers.length };
      }),
    ping: () =>
      withAdmin('cluster', async (admin) => {
        await admin.describeCluster();
      }),
    close: async () => {
      const admin = await connected?.catch(() => undefined);
      await admin?.disconnect().catch(() => undefined);
    },
  };
};
