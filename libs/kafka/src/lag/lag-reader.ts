import type { KafkaClient } from '../connect/client.ts';
import { classifyKafkaError, toKafkaError } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { settledWithin } from '../waiting/settled-within.ts';
import { type Coordinators, type GroupAnswer, listGroupIds, readGroups } from './group-facts.ts';
import { type NextRecord, type RecordPlace, readNextRecord } from './next-record.ts';
import { readTopicOffsets, type TopicAnswer } from './partition-offsets.ts';
import { createRawCluster, type RawCluster } from './raw-cluster.ts';

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
  readonly close: () => Promise<void>;
};

/** After these nothing of the connection can be trusted; what one broker cannot tell is no such thing. */
const MAY_BE_BROKEN: ReadonlySet<string> = new Set([
  'KAFKA_UNKNOWN',
  'KAFKA_REQUEST_TIMEOUT',
  'KAFKA_CONNECTION_FAILED',
  'KAFKA_CONNECTION_CLOSED',
]);

const CLOSE_MS = 2_000;

const isFailure = (answer: { readonly outcome: string }): boolean => answer.outcome === 'FAILED';

const learnTopics = async (cluster: RawCluster, topics: readonly string[]): Promise<void> => {
  await cluster.addMultipleTargetTopics(topics);
  await cluster.refreshMetadataIfNecessary();
};

const leaderOf = (cluster: RawCluster, { topic, partition }: RecordPlace): number => {
  const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition);
  if (found === undefined || found.leader < 0)
    throw new KafkaError('KAFKA_LEADER_NOT_AVAILABLE', `${topic}/${partition}`, { retriable: true });
  return found.leader;
};

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
  let connected: Promise<RawCluster> | undefined;
  /** A question that outlived its asker must not connect anew after the end: nobody would close that. */
  let isClosed = false;
  const coordinators: Coordinators = new Map();

  const connect = async (): Promise<RawCluster> => {
    const cluster = createRawCluster(client.kafka);
    await cluster.connect();
    await cluster.refreshMetadata();
    client.observe({ type: 'client_connected', role: 'admin' });
    return cluster;
  };
  const forget = (): void => {
    void connected?.then((cluster) => cluster.disconnect()).catch(() => undefined);
    connected = undefined;
    coordinators.clear();
  };
  const open = async (): Promise<RawCluster> => {
    if (isClosed) throw new KafkaError('KAFKA_CLIENT_CLOSED', '', { retriable: false });
    connected ??= connect();
    const attempt = connected;
    try {
      return await attempt;
    } catch (error) {
      if (connected === attempt) forget();
      throw error;
    }
  };
  /** One broker that is away must not cost the connections to the others. */
  const askOne = async <T>(place: string, act: (cluster: RawCluster) => Promise<T>): Promise<T> => {
    try {
      return await act(await open());
    } catch (error) {
      throw toKafkaError(error, place);
    }
  };
  /** What is asked of all brokers throws only when none of them answers: the next call connects anew. */
  const askAll = async <T>(place: string, act: (cluster: RawCluster) => Promise<T>): Promise<T> => {
    try {
      return await act(await open());
    } catch (error) {
      if (MAY_BE_BROKEN.has(classifyKafkaError(error).code)) forget();
      throw toKafkaError(error, place);
    }
  };
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
        readNextRecord(await cluster.findBroker({ nodeId: leaderOf(cluster, place) }), place),
      ),
    close: async () => {
      isClosed = true;
      const closed = connected?.then((cluster) => cluster.disconnect()).catch(() => undefined);
      if (closed !== undefined) await settledWithin(closed, CLOSE_MS); // it may be trying to connect still
    },
  };
};
