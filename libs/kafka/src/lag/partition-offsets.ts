import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { ask, type RawCluster, refuse } from './raw-cluster.ts';

/** The bounds of a log: `endOffset` gets the next record, `stableOffset` is as far as readers of committed records may read. */
export type LogOffsets = {
  readonly partition: number;
  readonly startOffset: bigint;
  readonly endOffset: bigint;
  readonly stableOffset: bigint;
};

/** `code`: why the topic's offsets are not known now; a topic that is not there is KAFKA_UNKNOWN_TOPIC_OR_PARTITION. */
export type TopicAnswer =
  | { readonly outcome: 'READ'; readonly partitions: readonly LogOffsets[] }
  | { readonly outcome: 'FAILED'; readonly code: string };

const EARLIEST = -2;
const LATEST = -1;
const UNCOMMITTED = 0;
const COMMITTED = 1;

type Bound = 'startOffset' | 'endOffset' | 'stableOffset';

const QUESTIONS: readonly { readonly bound: Bound; readonly timestamp: number; readonly isolationLevel: 0 | 1 }[] = [
  { bound: 'startOffset', timestamp: EARLIEST, isolationLevel: UNCOMMITTED },
  { bound: 'stableOffset', timestamp: LATEST, isolationLevel: COMMITTED },
  { bound: 'endOffset', timestamp: LATEST, isolationLevel: UNCOMMITTED },
];

type Place = { readonly topic: string; readonly partition: number };
type Found = Map<string, Map<number, Partial<Record<Bound, bigint>>>>;
type Failures = Map<string, string>;
type OffsetsAnswer = {
  readonly responses: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number; readonly offset: string }[];
  }[];
};

const note = (bound: Bound, { responses }: OffsetsAnswer, found: Found, failures: Failures): void => {
  for (const { topic, partitions } of responses) {
    const known = found.get(topic) ?? new Map();
    found.set(topic, known);
    for (const { partition, errorCode, offset } of partitions) {
      try {
        refuse(errorCode);
        known.set(partition, { ...known.get(partition), [bound]: BigInt(offset) });
      } catch (error) {
        failures.set(topic, classifyKafkaError(error).code);
      }
    }
  }
};

/** Asks one leader for its partitions: three questions, each for all of them. Without an answer their topics are failures. */
const askLeader = async (
  cluster: RawCluster,
  nodeId: string,
  places: readonly Place[],
  found: Found,
  failures: Failures,
): Promise<void> => {
  const placesOf = Map.groupBy(places, ({ topic }) => topic);
  try {
    const broker = await cluster.findBroker({ nodeId });
    for (const { bound, timestamp, isolationLevel } of QUESTIONS) {
      const topics = [...placesOf].map(([topic, ofTopic]) => ({
        topic,
        partitions: ofTopic.map(({ partition }) => ({ partition, timestamp })),
      }));
      const answer = await ask<OffsetsAnswer>(broker, 'ListOffsets', { replicaId: -1, isolationLevel, topics });
      note(bound, answer, found, failures);
    }
  } catch (error) {
    for (const topic of placesOf.keys()) failures.set(topic, classifyKafkaError(error).code);
  }
};

const toAnswer = (partitions: ReadonlyMap<number, Partial<Record<Bound, bigint>>>): readonly LogOffsets[] =>
  [...partitions]
    .flatMap(([partition, { startOffset, endOffset, stableOffset }]) =>
      startOffset === undefined || endOffset === undefined || stableOffset === undefined
        ? []
        : [{ partition, startOffset, endOffset, stableOffset }],
    )
    .sort((a, b) => a.partition - b.partition);

/** Leaders of the topics' partitions; topics without metadata or with a partition that nobody leads are left to `failures`. */
const findLeaders = (
  cluster: RawCluster,
  topics: readonly string[],
  failures: Failures,
): ReadonlyMap<string, readonly Place[]> => {
  const placesOf = new Map<string, Place[]>();
  for (const topic of topics) {
    const partitions = cluster.findTopicPartitionMetadata(topic);
    if (partitions.length === 0) failures.set(topic, 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION');
    for (const { partitionId: partition, leader } of partitions) {
      if (leader < 0) {
        failures.set(topic, 'KAFKA_LEADER_NOT_AVAILABLE');
        continue;
      }
      const places = placesOf.get(String(leader)) ?? [];
      places.push({ topic, partition });
      placesOf.set(String(leader), places);
    }
  }
  return placesOf;
};

/**
 * Start, stable and end offsets of all partitions of the topics, three questions per leader. The topics must be in the cluster's
 * metadata. Never throws: a topic of which anything is missing is FAILED, because half of it would look like all.
 */
export const readTopicOffsets = async (
  cluster: RawCluster,
  topics: readonly string[],
): Promise<ReadonlyMap<string, TopicAnswer>> => {
  const failures: Failures = new Map();
  const found: Found = new Map();
  const leaders = findLeaders(cluster, topics, failures);
  await Promise.all([...leaders].map(([nodeId, places]) => askLeader(cluster, nodeId, places, found, failures)));
  return new Map(
    topics.map((topic): [string, TopicAnswer] => {
      const code = failures.get(topic);
      if (code !== undefined) return [topic, { outcome: 'FAILED', code }];
      return [topic, { outcome: 'READ', partitions: toAnswer(found.get(topic) ?? new Map()) }];
    }),
  );
};
