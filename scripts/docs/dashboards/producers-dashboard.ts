import type { Dashboard } from './dashboard.ts';

const chosen = 'producer=~"$producer"';

/** What producers publish and what becomes of it. A team can copy it and set its own producer. */
export const producersDashboard: Dashboard = {
  name: 'producers',
  title: 'Varselvakt: producers',
  about: 'What each producer publishes and what becomes of it. “other” is everybody whom the register does not know.',
  variables: [{ name: 'producer', label: 'Producer', metric: 'notif_records_total', valuesOf: 'producer' }],
  rows: [
    {
      title: 'Published',
      panels: [
        {
          ...{ title: 'Events by what became of them', kind: 'timeseries', unit: 'reqps', isStacked: true },
          about: 'As the validator judged.',
          queries: [
            {
              expr: `sum by (outcome) (rate(notif_records_total{stage="validate",${chosen}}[$__rate_interval]))`,
              legend: '{{outcome}}',
            },
          ],
        },
        {
          ...{ title: 'Share that is refused', kind: 'timeseries', unit: 'percentunit', badFrom: 0.2 },
          about: 'Above a fifth a producer should be told.',
          queries: [
            {
              expr: `sum by (producer) (rate(notif_records_total{stage="validate",outcome="rejected",${chosen}}[15m])) / sum by (producer) (rate(notif_records_total{stage="validate",${chosen}}[15m]))`,
              legend: '{{producer}}',
            },
          ],
        },
        {
          ...{ title: 'Events by type', kind: 'timeseries', unit: 'reqps', isStacked: true },
          about: 'As they were stored.',
          queries: [
            {
              expr: `sum by (event_type) (rate(notif_records_total{stage="persist",${chosen}}[$__rate_interval]))`,
              legend: '{{event_type}}',
            },
          ],
        },
        {
          ...{ title: 'Events by producer', kind: 'timeseries', unit: 'reqps' },
          about: 'Whoever stops or grows at once stands out.',
          queries: [
            {
              expr: `sum by (producer) (rate(notif_records_total{stage="validate",${chosen}}[$__rate_interval]))`,
              legend: '{{producer}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Refused and warned',
      panels: [
        {
          ...{ title: 'Refusals by rule', kind: 'timeseries', unit: 'short', isStacked: true },
          about: 'In an hour. The console explains each rule: /console/refusals/CODE.',
          queries: [{ expr: `sum by (code) (increase(notif_rejections_total{${chosen}}[1h]))`, legend: '{{code}}' }],
        },
        {
          ...{ title: 'Warnings by rule', kind: 'timeseries', unit: 'short', isStacked: true },
          about: 'In an hour. They pass now and may be refused later.',
          queries: [{ expr: `sum by (code) (increase(notif_warnings_total{${chosen}}[1h]))`, legend: '{{code}}' }],
        },
        {
          ...{ title: 'Refusals by producer', kind: 'timeseries', unit: 'short' },
          about: 'In an hour.',
          queries: [
            { expr: `sum by (producer) (increase(notif_rejections_total{${chosen}}[1h]))`, legend: '{{producer}}' },
          ],
        },
        {
          ...{ title: 'Records that cannot be decoded', kind: 'timeseries', unit: 'short' },
          about: 'By topic, in an hour: who wrote them is not always known.',
          queries: [
            {
              expr: 'sum by (topic, reason) (increase(notif_decode_failures_total[1h]))',
              legend: '{{topic}} {{reason}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Told and waited for',
      panels: [
        {
          ...{ title: 'Feedback', kind: 'timeseries', unit: 'reqps' },
          about: 'What producers were told, of all of them.',
          queries: [
            {
              expr: 'sum by (kind) (rate(notif_feedback_published_total{result="ok"}[$__rate_interval]))',
              legend: '{{kind}}',
            },
          ],
        },
        {
          ...{ title: 'From the producer to Postgres', kind: 'timeseries', unit: 's' },
          about: '95 of 100 take less; the oldest that were stored together stand for the others.',
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (producer, le) (rate(notif_produce_to_store_seconds_bucket{${chosen}}[$__rate_interval])))`,
              legend: '{{producer}}',
            },
          ],
        },
      ],
    },
  ],
};
