import {
  type Group,
  gauge,
  known,
  type LagMetric,
  type Labels,
  type Partition,
  perGroup,
  perLog,
  perPartition,
  perTopic,
  sum,
} from './metric-family.ts';

const place = ['cluster_name', 'group', 'topic', 'partition', 'member_host', 'consumer_id', 'client_id'];
const max = ['cluster_name', 'group', 'is_simple_consumer'];
const log = ['cluster_name', 'topic', 'partition'];

const placeOf = ({ topic, partition, member }: Partition, { group }: Group, cluster_name: string): Labels => ({
  ...{ cluster_name, group, topic, partition },
  ...{ member_host: member?.host ?? '', consumer_id: member?.memberId ?? '', client_id: member?.clientId ?? '' },
});

/** A group that commits without ever joining has no protocol. */
const maxOf = ({ group, protocolType }: Group, cluster_name: string): Labels => ({
  ...{ cluster_name, group, is_simple_consumer: protocolType === '' ? 'true' : 'false' },
});

const read = (name: string, help: string, value: (partition: Partition) => number | null): LagMetric =>
  gauge(
    name,
    help,
    place,
    perPartition((partition, group, cluster) => known(placeOf(partition, group, cluster), value(partition))),
  );

/** How far retention is from what the group reads next. */
const marginOf = ({ committedOffset, startOffset }: Partition): number | null =>
  committedOffset === null ? null : Math.max(0, committedOffset - startOffset);

/** The share of the log, in percent, that waits: at 100 the next record that goes was not read. */
const ratioOf = ({ lag, stableOffset, startOffset }: Partition): number | null => {
  if (lag === null) return null;
  return stableOffset === startOffset ? 0 : (100 * lag) / (stableOffset - startOffset);
};

/** The names of kafka-lag-exporter and its followers. */
export const kafkaLagExporterFamily: readonly LagMetric[] = [
  read('kafka_consumergroup_group_offset', 'Committed offset', ({ committedOffset }) => committedOffset),
  read('kafka_consumergroup_group_lag', 'Records that wait', ({ lag }) => lag),
  read(
    'kafka_consumergroup_group_lag_seconds',
    'Age of the record that is next, by its own timestamp',
    ({ timeLagSeconds }) => timeLagSeconds,
  ),
  gauge(
    'kafka_consumergroup_group_max_lag',
    'Most records that wait in one partition',
    max,
    perGroup((group, cluster) => known(maxOf(group, cluster), group.maxLag)),
  ),
  gauge(
    'kafka_consumergroup_group_max_lag_seconds',
    'Age of the oldest record that is next in any partition',
    max,
    perGroup((group, cluster) => known(maxOf(group, cluster), group.maxTimeLagSeconds)),
  ),
  gauge(
    'kafka_consumergroup_group_sum_lag',
    'Records that wait for the group; absent where any of it is unknown',
    ['cluster_name', 'group'],
    perGroup(({ group, totalLag }, cluster_name) => known({ cluster_name, group }, totalLag)),
  ),
  gauge(
    'kafka_consumergroup_group_topic_sum_lag',
    'Records that wait for the group in a topic; absent where any of it is unknown',
    ['cluster_name', 'group', 'topic'],
    perTopic((topic, partitions, { group }, cluster_name) =>
      known({ cluster_name, group, topic }, sum(partitions.map(({ lag }) => lag))),
    ),
  ),
  gauge(
    'kafka_partition_latest_offset',
    'End of the log: the offset of the next record',
    log,
    perLog(({ topic, partition, endOffset }, cluster_name) => known({ cluster_name, topic, partition }, endOffset)),
  ),
  gauge(
    'kafka_partition_earliest_offset',
    'Start of the log: the offset of the oldest record',
    log,
    perLog(({ topic, partition, startOffset }, cluster_name) => known({ cluster_name, topic, partition }, startOffset)),
  ),
  gauge(
    'kafka_consumergroup_poll_time_ms',
    'How long the last collection took, in milliseconds',
    ['cluster_name'],
    ({ cluster, durationMs, failure }) => known({ cluster_name: cluster }, failure === null ? durationMs : null),
  ),
  {
    ...read(
      'kafka_consumergroup_group_messages_lost',
      'Offsets that retention took before they were read',
      ({ lost }) => lost,
    ),
    worst: true,
  },
  read('kafka_consumergroup_group_retention_margin', 'Offsets between the start of the log and the commit', marginOf),
  read('kafka_consumergroup_group_lag_retention_ratio', 'Percent of the log that waits', ratioOf),
];
