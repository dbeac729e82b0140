import type { Dashboard } from './dashboard.ts';

/** How far each group is, by partition. */
export const lagDashboard: Dashboard = {
  name: 'lag',
  title: 'Varselvakt: lag',
  about: 'How far consumer groups are, as the monitor tells it. What nobody knows is absent, never 0.',
  variables: [{ name: 'group', label: 'Group', metric: 'notif_oldest_unhandled_age_seconds', valuesOf: 'group' }],
  rows: [
    {
      title: 'Groups',
      panels: [
        {
          ...{ title: 'Time lag', kind: 'timeseries', unit: 's', badFrom: 300 },
          about: 'Age of the oldest record that waits.',
          queries: [
            {
              expr: 'max by (group, topic) (notif_oldest_unhandled_age_seconds{group=~"$group"})',
              legend: '{{group}} {{topic}}',
            },
          ],
        },
        {
          ...{ title: 'Records that wait', kind: 'timeseries', unit: 'short' },
          about: 'By group and topic; absent where a part is unknown.',
          queries: [
            { expr: 'kafka_consumergroup_lag_sum{consumergroup=~"$group"}', legend: '{{consumergroup}} {{topic}}' },
          ],
        },
        {
          ...{ title: 'Members', kind: 'stat', unit: 'none' },
          about: 'A group without members reads nothing.',
          queries: [{ expr: 'kafka_consumergroup_members{consumergroup=~"$group"}', legend: '{{consumergroup}}' }],
        },
        {
          ...{ title: 'Status of the worst partition', kind: 'stat', unit: 'none', badFrom: 4 },
          about: 'As Burrow judges: from 4 on a partition stands still.',
          words: { 1: 'ok', 2: 'falling behind', 4: 'stopped', 5: 'stalled', 6: 'rewound' },
          queries: [{ expr: 'max by (group) (notif_partition_status{group=~"$group"})', legend: '{{group}}' }],
        },
      ],
    },
    {
      title: 'Partitions',
      panels: [
        {
          ...{ title: 'Time lag by partition', kind: 'timeseries', unit: 's' },
          about: 'One that stands out is stuck; one key may hold it.',
          queries: [
            {
              expr: 'max by (group, topic, partition) (notif_oldest_unhandled_age_seconds{group=~"$group"})',
              legend: '{{group}} {{topic}}/{{partition}}',
            },
          ],
        },
        {
          ...{ title: 'Failed attempts at the next batch', kind: 'timeseries', unit: 'short', badFrom: 3 },
          about: 'Three or more page.',
          queries: [
            {
              expr: 'max by (group, topic, partition) (notif_partition_blocked_attempts{group=~"$group"})',
              legend: '{{group}} {{topic}}/{{partition}}',
            },
          ],
        },
        {
          ...{ title: 'Partitions at rest', kind: 'timeseries', unit: 'short' },
          about: 'Paused after a failure, by reason.',
          queries: [
            {
              expr: 'sum by (group, reason) (notif_partition_paused{group=~"$group"})',
              legend: '{{group}} {{reason}}',
            },
          ],
        },
        {
          ...{ title: 'Since the last commit', kind: 'timeseries', unit: 's' },
          about: 'By group, the partition that was committed longest ago. Quiet topics are old without harm.',
          queries: [
            {
              expr: 'time() - min by (group) (notif_last_commit_timestamp_seconds{group=~"$group"})',
              legend: '{{group}}',
            },
          ],
        },
        {
          ...{ title: 'Lost to retention', kind: 'timeseries', unit: 'short', badFrom: 1 },
          about: 'Offsets that were taken before they were read. Must be none.',
          queries: [
            {
              expr: 'max by (group, topic) (kafka_consumergroup_group_messages_lost{group=~"$group"})',
              legend: '{{group}} {{topic}}',
            },
          ],
        },
        {
          ...{ title: 'Written', kind: 'timeseries', unit: 'reqps' },
          about: 'Records that come into the topics that groups read.',
          queries: [
            {
              expr: 'sum by (topic) (rate(kafka_topic_partition_current_offset[$__rate_interval]))',
              legend: '{{topic}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Working',
      panels: [
        {
          ...{ title: 'Rebalances', kind: 'timeseries', unit: 'short' },
          about: 'In 15 minutes. Many of them: members come and go, or are too slow.',
          queries: [
            {
              expr: 'sum by (group, kind) (increase(notif_rebalances_total{group=~"$group"}[15m]))',
              legend: '{{group}} {{kind}}',
            },
          ],
        },
        {
          ...{ title: 'Commits', kind: 'timeseries', unit: 'reqps' },
          about: 'Failed ones let the same records come again.',
          queries: [
            {
              expr: 'sum by (group, result) (rate(notif_commits_total{group=~"$group"}[$__rate_interval]))',
              legend: '{{group}} {{result}}',
            },
          ],
        },
        {
          ...{ title: 'Time for one batch', kind: 'timeseries', unit: 's' },
          about: '95 of 100 take less.',
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (stage, le) (rate(notif_process_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{stage}}',
            },
          ],
        },
        {
          ...{ title: 'The monitor’s own looks', kind: 'timeseries', unit: 's', badFrom: 120 },
          about: 'How old the figures are, and how long a look takes. Old figures blind all alerts about lag.',
          queries: [
            { expr: 'max(notif_lag_collector_age_seconds)', legend: 'age' },
            { expr: 'max(notif_lag_collector_duration_seconds)', legend: 'duration' },
          ],
        },
      ],
    },
  ],
};
