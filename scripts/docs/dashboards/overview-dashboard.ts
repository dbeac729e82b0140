import type { Dashboard } from './dashboard.ts';

/** Whether the pipeline works, at a glance. */
export const overviewDashboard: Dashboard = {
  name: 'overview',
  title: 'Varselvakt: overview',
  about:
    'Whether events go through, how long that takes, and what is refused. The console of the monitor says why and what to do.',
  variables: [],
  rows: [
    {
      title: 'Now',
      panels: [
        {
          ...{ title: 'Services that answer', kind: 'stat', unit: 'none' },
          about: 'Processes that tell metrics. Each service should be there at least once.',
          queries: [{ expr: 'count by (job) (notif_build_info)', legend: '{{job}}' }],
        },
        {
          ...{ title: 'Oldest unhandled record', kind: 'stat', unit: 's', badFrom: 300 },
          about: 'Age of the oldest record that a stage has not handled. More than five minutes and rising pages.',
          queries: [{ expr: 'max by (group) (notif_oldest_unhandled_age_seconds)', legend: '{{group}}' }],
        },
        {
          ...{ title: 'Oldest overdue deletion', kind: 'stat', unit: 's', badFrom: 3_600 },
          about: 'How long something that must be gone is still there.',
          queries: [{ expr: 'max(notif_deleter_oldest_due_age_seconds)', legend: 'overdue' }],
        },
        {
          ...{ title: 'Worst partition', kind: 'stat', unit: 'none', badFrom: 4 },
          about: 'As Burrow judges: from 4 on a partition stands still.',
          words: { 1: 'ok', 2: 'falling behind', 4: 'stopped', 5: 'stalled', 6: 'rewound' },
          queries: [{ expr: 'max by (group) (notif_partition_status)', legend: '{{group}}' }],
        },
      ],
    },
    {
      title: 'Flow',
      panels: [
        {
          ...{ title: 'Records handled', kind: 'timeseries', unit: 'reqps' },
          about: 'By stage and what became of them.',
          queries: [
            {
              expr: 'sum by (stage, outcome) (rate(notif_records_total[$__rate_interval]))',
              legend: '{{stage}} {{outcome}}',
            },
          ],
        },
        {
          ...{ title: 'From the producer to Postgres', kind: 'timeseries', unit: 's' },
          about: 'Record timestamp to commit.',
          queries: [0.5, 0.95, 0.99].map((quantile) => ({
            expr: `histogram_quantile(${quantile}, sum by (le) (rate(notif_produce_to_store_seconds_bucket[$__rate_interval])))`,
            legend: `p${quantile * 100}`,
          })),
        },
        {
          ...{ title: 'Refused, by rule', kind: 'timeseries', unit: 'reqps', isStacked: true },
          about: 'Reasons for refusals; an event may have several.',
          queries: [{ expr: 'sum by (code) (rate(notif_rejections_total[$__rate_interval]))', legend: '{{code}}' }],
        },
        {
          ...{ title: 'Dead letters', kind: 'timeseries', unit: 'short' },
          about: 'Records that could not be read or stored, in the last 15 minutes.',
          queries: [
            { expr: 'sum by (topic, code) (increase(notif_dead_letters_total[15m]))', legend: '{{topic}} {{code}}' },
          ],
        },
        {
          ...{ title: 'Probe, from end to end', kind: 'timeseries', unit: 's' },
          about: 'How long an event of the monitor takes to be judged, stored and deleted (docs/probe.md).',
          queries: [
            {
              expr: 'histogram_quantile(0.9, sum by (leg, le) (rate(notif_probe_roundtrip_seconds_bucket[30m])))',
              legend: 'p90 {{leg}}',
            },
          ],
        },
        {
          ...{ title: 'Probes lost', kind: 'timeseries', unit: 'short', badFrom: 1 },
          about: 'Must be none.',
          queries: [{ expr: 'sum by (leg) (increase(notif_probe_lost_total[15m]))', legend: '{{leg}}' }],
        },
      ],
    },
    {
      title: 'What it needs',
      panels: [
        {
          ...{ title: 'Errors of Postgres', kind: 'timeseries', unit: 'reqps' },
          about: 'By class of SQLSTATE.',
          queries: [{ expr: 'sum by (class) (rate(notif_db_errors_total[$__rate_interval]))', legend: '{{class}}' }],
        },
        {
          ...{ title: 'Questions to the schema registry', kind: 'timeseries', unit: 'reqps' },
          about: 'Failed ones are waited out; nothing is lost by them.',
          queries: [
            { expr: 'sum by (result) (rate(notif_schema_fetches_total[$__rate_interval]))', legend: '{{result}}' },
          ],
        },
        {
          ...{ title: 'Register and rules in use', kind: 'stat', unit: 'none' },
          about: 'Versions that services work by; more than one of a kind for long is a fault.',
          queries: [
            { expr: 'count(count by (version) (notif_register_info))', legend: 'registers' },
            { expr: 'count(count by (version) (notif_ruleset_info))', legend: 'rule sets' },
          ],
        },
        {
          ...{ title: 'Memory', kind: 'timeseries', unit: 'bytes' },
          about: 'Resident memory of each process.',
          queries: [{ expr: 'process_resident_memory_bytes', legend: '{{job}} {{instance}}' }],
        },
      ],
    },
  ],
};
