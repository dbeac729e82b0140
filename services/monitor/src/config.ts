import {
  checkKafkaSettings,
  choice,
  createConfigSchema,
  groupSettings,
  kafkaSettings,
  list,
  optional,
  serviceSettings,
  setting,
  text,
  topicSettings,
  url,
  wholeNumber,
} from '@varselvakt/runtime';
import { accessSettings, checkAccessSettings } from './access/access-settings.ts';
import { granularities } from './metrics/coarsen-metrics.ts';
import { familyNames } from './metrics/metric-family.ts';
import { checkProbeSettings, probeSettings } from './probe/probe-settings.ts';
import { scorecardSettings } from './scorecards/scorecard-settings.ts';
import { streamSettings } from './stream/stream-settings.ts';

/** The settings of the monitor. */
export const configSchema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...topicSettings,
    ...groupSettings,
    ...scorecardSettings,
    ...probeSettings,
    ...accessSettings,
    ...streamSettings,
    DATABASE_URL: setting(optional(url({ protocols: ['postgres:', 'postgresql:'] })), {
      about: 'the Postgres database',
      example: 'postgres://user:password@localhost:5432/varselvakt',
      secret: true,
    }),
    MONITOR_INTERVAL_SECONDS: setting(wholeNumber({ min: 1, max: 60 }).default(10), {
      about: 'how often the groups are looked at',
      example: '10',
    }),
    MONITOR_GROUPS: setting(
      optional(
        list({
          member: /^[^\s,]{1,255}$/,
          problem: 'must be names of groups, or patterns with *, with commas between',
        }),
      ),
      { about: 'further consumer groups to watch; * stands for any characters', example: 'team-a-*,billing' },
    ),
    MONITOR_ALLOWED_LAG: setting(wholeNumber({ min: 0, max: 1_000_000_000 }).default(0), {
      about: 'so many waiting records are none, when the status of a partition is judged',
      example: '0',
    }),
    KAFKA_CLUSTER_NAME: setting(text({ maxLength: 100 }).default('local'), {
      about: 'what metrics and the API call the cluster',
      example: 'prod-1',
    }),
    METRICS_LAG_GRANULARITY: setting(choice(granularities).default('partition'), {
      about:
        'what the metrics of lag tell apart within a group: each partition; each topic; or nothing. For many groups or partitions: age, status and losses are then the worst of them, other numbers that are finer are left out',
      example: 'topic',
    }),
    METRICS_COMPAT: setting(
      list({
        member: new RegExp(`^(none|${familyNames.join('|')})$`),
        problem: `must be names of: ${familyNames.join(', ')}; or none`,
      }).default(['kafka_exporter', 'kafka-lag-exporter']),
      {
        about:
          'under whose names the lag is told beside our own; leave out those that another exporter tells, or sums double',
        example: 'kafka_exporter,kafka-lag-exporter',
      },
    ),
  },
  [checkKafkaSettings, checkProbeSettings, checkAccessSettings],
);
