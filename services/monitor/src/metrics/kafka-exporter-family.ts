import {
  byTopic,
  gauge,
  known,
  type LagMetric,
  perGroup,
  perLog,
  perPartition,
  perTopic,
  sum,
} from './metric-family.ts';

const place = ['consumergroup', 'topic', 'partition'];

/** The names of kafka_exporter (Strimzi, managed Prometheus, Kafbat). It tells -1 where nothing was committed; here that is left out. */
export const kafkaExporterFamily: readonly LagMetric[] = [
  gauge(
    'kafka_consumergroup_lag',
    'Records that wait for a consumer group; absent where it is unknown',
    place,
    perPartition(({ topic, partition, lag }, { group }) => known({ consumergroup: group, topic, partition }, lag)),
  ),
  gauge(
    'kafka_consumergroup_lag_sum',
    'Records that wait for a consumer group in a topic; absent where any of it is unknown',
    ['consumergroup', 'topic'],
    perTopic((topic, partitions, { group }) =>
      known({ consumergroup: group, topic }, sum(partitions.map(({ lag }) => lag))),
    ),
  ),
  gauge(
    'kafka_consumergroup_current_offset',
    'Committed offset of a consumer group',
    place,
    perPartition(({ topic, partition, committedOffset }, { group }) =>
      known({ consumergroup: group, topic, partition }, committedOffset),
    ),
  ),
  gauge(
    'kafka_consumergroup_current_offset_sum',
    'Committed offsets of a consumer group in a topic, added up',
    ['consumergroup', 'topic'],
    perTopic((topic, partitions, { group }) => {
      const committed = partitions.flatMap(({ committedOffset }) =>
        committedOffset === null ? [] : [committedOffset],
      );
      return committed.length === 0 ? [] : known({ consumergroup: group, topic }, sum(committed));
    }),
  ),
  gauge(
    'kafka_consumergroup_members',
    'Members of a consumer group',
    ['consumergroup'],
    perGroup(({ group, memberCount }) => known({ consumergroup: group }, memberCount)),
  ),
  gauge('kafka_topic_partitions', 'Partitions of a topic that groups read', ['topic'], ({ groups }) => {
    const partitions = new Map(
      groups.flatMap((group) => group.partitions.map((one) => [`${one.topic}/${one.partition}`, one] as const)),
    );
    return [...byTopic([...partitions.values()])].map(([topic, own]) => ({ labels: { topic }, value: own.length }));
  }),
  gauge(
    'kafka_topic_partition_current_offset',
    'End of the log: the offset of the next record',
    ['topic', 'partition'],
    perLog(({ topic, partition, endOffset }) => known({ topic, partition }, endOffset)),
  ),
  gauge(
    'kafka_topic_partition_oldest_offset',
    'Start of the log: the offset of the oldest record',
    ['topic', 'partition'],
    perLog(({ topic, partition, startOffset }) => known({ topic, partition }, startOffset)),
  ),
];
