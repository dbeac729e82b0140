import type { KafkaClient } from '../connect/client.ts';
import { type ClusterFacts, type KnownSettings, readClusterFacts } from './cluster-facts.ts';
import { type Coordinators, type GroupAnswer, listGroupIds, readGroups } from './group-facts.ts';
import { type NextRecord, readNextRecord } from './next-record.ts';
import { readTopicOffsets, type TopicAnswer } from './partition-offsets.ts';
import type { RawCluster } from './raw-cluster.ts';
import { createRawConnection, findLeader, learnTopics } from './raw-connection.ts';
import type { RecordPlace } from './raw-fetch.ts';

/**
 * Reads what is needed to know how far groups are behind. It joins no group, commits nothing, and its questions are answered from
 * brokers' memory but for `nextRecord`. Connects at the first call, and anew after a fault of the connection.
 */
export type LagReader = {
  /** All groups of the cluster. Throws KafkaError when any broker does not answer: a part would look like all. */
  readonly groupIds: () => Promise<readonly string[]>;
  /** Members and committed offsets by group id; a group that cannot be read is FAILED. Throws KafkaError without any broker. */
  readonly groups: (groupIds: readonly string[]) => Promise<ReadonlyMap<string, GroupAnswer>>;
  /** Start, stable and end offsets by topic; a topic that cannot be read is FAILED. Throws KafkaError without any broker. */
  readonly topicOffsets: (topics: readonly string[]) => Promise<ReadonlyMap<string, TopicAnswer>>;
  /** The record that is next at an offset. Throws KafkaError, for one when retention has taken the offset. */
  readonly nextRecord: (place: RecordPlace) => Promise<NextRecord>;
  /** Brokers, leaders, replicas and settings of the topics. Throws KafkaError without any broker. */
  readonly clusterFacts: (topics: readonly string[]) => Promise<ClusterFacts>;
  readonly close: () => Promise<void>;
};

const isFailure = (answer: { readonly outcome: string }): boolean => answer.outcome === 'FAILED';

/** What one broker cannot tell may be another's by now: the next question looks anew. */
const lookAnewAfter = async <T extends { readonly outcome: string }>(
  cluster: RawCluster,
  answers: ReadonlyMap<string, T>,
): Promise<ReadonlyMap<string, T>> => {
  if ([...answers.values()].some(isFailure)) await cluster.refreshMetadata().catch(() => undefined);
  return answers;
};

/** Makes a reader; opens nothing yet. */
export const createLagReader = (client: KafkaClient): LagReader => {
  const coordinators: Coordinators = new Map();
  const settings: KnownSettings = { settings: new Map(), readAt: Number.NEGATIVE_INFINITY };
  const { askOne, askAll, close } = createRawConnection(client, () => coordinators.clear());
  return {
    groupIds: () => askOne('groups', listGroupIds),
    groups: (groupIds) =>
      askAll('groups', async (cluster) => lookAnewAfter(cluster, await readGroups(cluster, coordinators, groupIds))),
    topicOffsets: (topics) =>
      askAll('topics', async (cluster) => {
        await learnTopics(cluster, topics);
        return lookAnewAfter(cluster, await readTopicOffsets(cluster, topics));
      }),
    nextRecord: (place) =>
      askOne(`${place.topic}/${place.partition}`, async (cluster) =>
        readNextRecord(await findLeader(cluster, place), place),
      ),
    clusterFacts: (topics) =>
      askOne('cluster', async (cluster) => {
        await learnTopics(cluster, topics);
        return readClusterFacts(cluster, topics, settings, Date.now());
      }),
    close,
  };
};
