import {
  gauge,
  known,
  type LagMetric,
  perGroup,
  perLog,
  perPartition,
  perPlace,
  perTopic,
  sum,
} from './metric-family.ts';

const place = ['consumergroup', 'topic', 'partition'];
const logPlace = ['topic', 'partition'];

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
    const found = new Map<string, Set<number>>();
    for (const { partitions } of groups)
      for (const { topic, partition } of partitions)
        found.set(topic, (found.get(topic) ?? new Set<number>()).add(partition));
    return [...found].map(([topic, { size }]) => ({ labels: { topic }, value: size }));
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
  gauge('kafka_brokers', 'Brokers that are there', [], ({ kafka }) =>
    known({}, kafka?.brokers.filter(({ isThere }) => isThere).length ?? null),
  ),
  gauge('kafka_broker_info', 'A broker that is there; the value is always 1', ['id', 'address'], ({ kafka }) =>
    (kafka?.brokers ?? []).flatMap(({ id, address, isThere }) =>
      isThere && address !== null ? [{ labels: { id, address }, value: 1 }] : [],
    ),
  ),
  gauge(
    'kafka_topic_partition_leader',
    'Id of the broker that leads the partition; absent where none does',
    logPlace,
    perPlace(({ leader }) => leader),
  ),
  gauge(
    'kafka_topic_partition_replicas',
    'Copies that there shall be of the partition',
    logPlace,
    perPlace(({ replicas }) => replicas.length),
  ),
  gauge(
    'kafka_topic_partition_in_sync_replica',
    'Copies that are complete',
    logPlace,
    perPlace(({ inSync }) => inSync.length),
  ),
  gauge(
    'kafka_topic_partition_leader_is_preferred',
    '1 where the preferred broker leads',
    logPlace,
    perPlace(({ leader, replicas }) => (leader === replicas[0] ? 1 : 0)),
  ),
  gauge(
    'kafka_topic_partition_under_replicated_partition',
    '1 where copies are missing or behind',
    logPlace,
    perPlace(({ replicas, inSync }) => (inSync.length < replicas.length ? 1 : 0)),
  ),
];
