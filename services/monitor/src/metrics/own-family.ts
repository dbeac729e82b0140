import { statusNumbers } from '@varselvakt/lag';
import { gauge, known, type LagMetric, perKafkaTopic, perPartition, worstGauge } from './metric-family.ts';

const place = ['group', 'topic', 'partition'];

/** Our own names, always told. `now` in milliseconds since the epoch. */
export const createOwnFamily = (now: () => number): readonly LagMetric[] => [
  worstGauge(
    'notif_oldest_unhandled_age_seconds',
    'Age of the oldest record that the group has not handled; 0 when nothing waits, absent where it is unknown',
    place,
    perPartition(({ topic, partition, timeLagSeconds }, { group }) =>
      known({ group, topic, partition }, timeLagSeconds),
    ),
  ),
  worstGauge(
    'notif_partition_status',
    'Status of the partition: 1 ok, 2 falling behind, 4 stopped, 5 stalled, 6 rewound',
    place,
    perPartition(({ topic, partition, status }, { group }) =>
      known({ group, topic, partition }, statusNumbers[status]),
    ),
  ),
  gauge(
    'notif_lag_collector_success',
    '1 when the last question for the lag of the group was answered',
    ['group'],
    ({ groups }) => groups.map(({ group, outcome }) => ({ labels: { group }, value: outcome === 'MEASURED' ? 1 : 0 })),
  ),
  gauge(
    'notif_topic_info',
    'How a watched topic is set; the value is always 1',
    ['topic', 'timestamp_type', 'cleanup_policy'],
    perKafkaTopic(({ topic, timestampType, cleanupPolicy }) =>
      timestampType === null || cleanupPolicy === null
        ? []
        : [{ labels: { topic, timestamp_type: timestampType, cleanup_policy: cleanupPolicy }, value: 1 }],
    ),
  ),
  gauge('notif_lag_collector_age_seconds', 'How old the numbers about lag are', [], ({ collectedAt }) =>
    known({}, collectedAt === null ? null : Math.max(0, now() - collectedAt) / 1_000),
  ),
  gauge(
    'notif_lag_collector_duration_seconds',
    'How long the last collection took',
    [],
    ({ collectedAt, durationMs }) => known({}, collectedAt === null ? null : durationMs / 1_000),
  ),
];
