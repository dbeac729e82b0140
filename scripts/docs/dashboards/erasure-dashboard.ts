import type { Dashboard } from './dashboard.ts';

const yes = { 0: 'no', 1: 'yes' };

/** Whether what must be gone is gone. */
export const erasureDashboard: Dashboard = {
  name: 'erasure',
  title: 'Varselvakt: erasure',
  about: 'Whether what must be gone is gone, in time and everywhere (docs/erasure.md).',
  variables: [],
  rows: [
    {
      title: 'Now',
      panels: [
        {
          ...{ title: 'Oldest overdue', kind: 'stat', unit: 's', badFrom: 3_600 },
          about: 'More than an hour pages.',
          queries: [{ expr: 'max(notif_deleter_oldest_due_age_seconds)', legend: 'overdue' }],
        },
        {
          ...{ title: 'Due', kind: 'stat', unit: 'short' },
          about: 'Due and not yet erased, and those that a legal hold keeps.',
          queries: [
            { expr: 'max(notif_deleter_due_rows)', legend: 'due' },
            { expr: 'max(notif_deleter_held_rows)', legend: 'held' },
          ],
        },
        {
          ...{ title: 'Does a deleter delete', kind: 'stat', unit: 'none' },
          about: 'Paused by somebody, stopped by its own volume, or without a leader: nothing is deleted.',
          words: yes,
          queries: [
            { expr: 'max(notif_deleter_leader)', legend: 'has a leader' },
            { expr: 'max(notif_deleter_paused)', legend: 'paused' },
            { expr: 'max(notif_deleter_stopped)', legend: 'stopped' },
          ],
        },
        {
          ...{ title: 'Since the last run without a fault', kind: 'stat', unit: 's', badFrom: 900 },
          about: 'A quarter of an hour pages.',
          queries: [{ expr: 'time() - max(notif_deleter_last_success_timestamp_seconds)', legend: 'ago' }],
        },
      ],
    },
    {
      title: 'Over time',
      panels: [
        {
          ...{ title: 'Erased', kind: 'timeseries', unit: 'short', isStacked: true },
          about: 'In an hour, by cause.',
          queries: [{ expr: 'sum by (reason) (increase(notif_deleter_rows_total[1h]))', legend: '{{reason}}' }],
        },
        {
          ...{ title: 'Due', kind: 'timeseries', unit: 'short' },
          about: 'Rises and falls with each run; what only rises is not deleted.',
          queries: [
            { expr: 'max(notif_deleter_due_rows)', legend: 'due' },
            { expr: 'max(notif_deleter_held_rows)', legend: 'held' },
          ],
        },
        {
          ...{ title: 'Runs', kind: 'timeseries', unit: 'short' },
          about: 'In 15 minutes, by result.',
          queries: [{ expr: 'sum by (result) (increase(notif_deleter_runs_total[15m]))', legend: '{{result}}' }],
        },
        {
          ...{ title: 'Time of a run', kind: 'timeseries', unit: 's' },
          about: '95 of 100 take less.',
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le) (rate(notif_deleter_run_duration_seconds_bucket[1h])))',
              legend: 'p95',
            },
          ],
        },
      ],
    },
    {
      title: 'Verified',
      panels: [
        {
          ...{ title: 'Since the last verification', kind: 'stat', unit: 's', badFrom: 172_800 },
          about: 'Two days without one is a ticket.',
          queries: [{ expr: 'time() - max(notif_erasure_last_verified_timestamp_seconds)', legend: 'ago' }],
        },
        {
          ...{ title: 'Leftovers that it found', kind: 'stat', unit: 'short', badFrom: 1 },
          about: 'They are removed; that there were any is a fault.',
          queries: [{ expr: 'max(notif_erasure_last_sweep_found)', legend: 'found' }],
        },
        {
          ...{ title: 'Leftovers found and removed', kind: 'timeseries', unit: 'short', badFrom: 1 },
          about: 'In a day, by place.',
          queries: [{ expr: 'sum by (place) (increase(notif_erasure_found_total[1d]))', legend: '{{place}}' }],
        },
        {
          ...{ title: 'Deleted by the probe', kind: 'timeseries', unit: 's' },
          about: 'How long the monitor’s own events take from due to tombstone.',
          queries: [
            {
              expr: 'histogram_quantile(0.9, sum by (le) (rate(notif_probe_roundtrip_seconds_bucket{leg="delete"}[30m])))',
              legend: 'p90',
            },
          ],
        },
      ],
    },
  ],
};
