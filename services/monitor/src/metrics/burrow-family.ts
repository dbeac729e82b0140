import { statusNumbers } from '@varselvakt/lag';
import { gauge, known, type LagMetric, perGroup, perLog, perPartition } from './metric-family.ts';

const groupLabels = ['cluster', 'consumer_group'];
const place = [...groupLabels, 'topic', 'partition'];

/** The names of Burrow, with its numbers for statuses. */
export const burrowFamily: readonly LagMetric[] = [
  gauge(
    'burrow_kafka_consumer_lag_total',
    'Records that wait for the group; absent where any of it is unknown',
    groupLabels,
    perGroup(({ group, totalLag }, cluster) => known({ cluster, consumer_group: group }, totalLag)),
  ),
  gauge(
    'burrow_kafka_consumer_status',
    'Status of the group: 0 not found, 1 ok, 2 warning, 3 error',
    groupLabels,
    perGroup(({ group, status }, cluster) => known({ cluster, consumer_group: group }, statusNumbers[status])),
  ),
  gauge(
    'burrow_kafka_topic_partition_status',
    'Status of the partition: 1 ok, 2 warning, 4 stopped, 5 stalled, 6 rewound',
    place,
    perPartition(({ topic, partition, status }, { group }, cluster) =>
      known({ cluster, consumer_group: group, topic, partition }, statusNumbers[status]),
    ),
  ),
  gauge(
    'burrow_kafka_consumer_partition_lag',
    'Records that wait in the partition',
    place,
    perPartition(({ topic, partition, lag }, { group }, cluster) =>
      known({ cluster, consumer_group: group, topic, partition }, lag),
    ),
  ),
  gauge(
    'burrow_kafka_consumer_current_offset',
    'Committed offset',
    place,
    perPartition(({ topic, partition, committedOffset }, { group }, cluster) =>
      known({ cluster, consumer_group: group, topic, partition }, committedOffset),
    ),
  ),
  gauge(
    'burrow_kafka_topic_partition_offset',
    'End of the log',
    ['cluster', 'topic', 'partition'],
    perLog(({ topic, partition, endOffset }, cluster) => known({ cluster, topic, partition }, endOffset)),
  ),
];
