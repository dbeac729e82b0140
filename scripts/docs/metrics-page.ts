import {
  createConsumerMetrics,
  createDatabaseMetrics,
  createFlowMetrics,
  createLoopMetrics,
  createProbeMetrics,
  createProcessMetrics,
  createRedriveMetrics,
  createRegisterMetrics,
  createRequestMetrics,
  createSchemaMetrics,
  showRuleSet,
} from '@varselvakt/runtime';

/** A metric as far as the page tells it. */
export interface MetricWords {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

/** What the monitor declares; the families by the names that METRICS_COMPAT gives them. */
export interface MonitorMetrics {
  readonly own: readonly MetricWords[];
  readonly families: Readonly<Record<string, readonly MetricWords[]>>;
}

const none: ReadonlySet<string> = new Set();

type Registry = ReturnType<typeof createProcessMetrics>;

const createRegistry = (): Registry => createProcessMetrics({ version: '', commit: '' });

function declaredIn(fill: (registry: Registry) => void): readonly MetricWords[] {
  const registry = createRegistry();
  const before = registry.getMetricsAsArray().length;
  fill(registry);
  return registry
    .getMetricsAsArray()
    .slice(before)
    .map((metric) => {
      const { name, help, labelNames = [] } = metric as unknown as MetricWords;
      return { name, help, labelNames, type: metric.constructor.name.toLowerCase() };
    });
}

const toTable = (metrics: readonly MetricWords[]): readonly string[] => [
  '| name | what it tells | type | labels |',
  '|---|---|---|---|',
  ...metrics.map(
    ({ name, help, type, labelNames }) =>
      `| \`${name}\` | ${help.replaceAll('|', '\\|')} | ${type} | ${labelNames.map((label) => `\`${label}\``).join(', ')} |`,
  ),
  '',
];

const section = (title: string, words: readonly string[], metrics: readonly MetricWords[]): readonly string[] => [
  ...[`## ${title}`, '', ...words, '', ...toTable(metrics)],
];

function renderProcessSection(): readonly string[] {
  const all = createRegistry().getMetricsAsArray();
  const own = all.filter(({ name }) => name.startsWith('notif_')) as unknown as readonly MetricWords[];
  const words = `The ${all.length - own.length} metrics of the process and of Node under prom-client’s usual names, without a prefix, and:`;
  return section(
    'Every service',
    [words],
    [...own.map((one) => ({ ...one, type: 'gauge' })), ...declaredIn((registry) => createRequestMetrics(registry))],
  );
}

const head = [
  '# Metrics',
  '',
  '<!-- Written by `npm run docs` from the metrics’ own declarations; a test keeps it fresh. -->',
  '',
  'Every service serves these at `/metrics` on `HTTP_PORT`, in the text form of Prometheus. Label values are from closed sets (what is',
  'not in them counts as `other`) or are names of topics and groups; no label holds anything out of an event. What nobody knows is absent:',
  'no number is ever 0 or -1 because it could not be asked for.',
  '',
];

const familyWords = [
  'Told by the monitor as `METRICS_COMPAT` says (`kafka_exporter` and `kafka-lag-exporter` when it is not set), so that dashboards and',
  'alerts which are there already keep working. Leave out a family that another exporter tells. Two differences: there is no -1 for',
  'what was never committed, and a sum of which a part is unknown is absent. Topics that are purged right behind their reader, as the',
  'inbound topics are, always have a retention margin near 0: alert on the age of the oldest record there instead.',
];

const renderInnerSections = (): readonly string[] => [
  ...section(
    'What stands still',
    ['Told by every service of its own loops; the names of the loops stand in the code.'],
    declaredIn((registry) => createLoopMetrics(registry, () => [])),
  ),
  ...section(
    'How events are read',
    ['Told by the validator and the persister.'],
    declaredIn((registry) => createSchemaMetrics(registry, () => 0)),
  ),
  ...section(
    'What went back',
    ['Told by a monitor that has a database, of all redrives by whatever hand: their audit is what is counted.'],
    declaredIn((registry) => createRedriveMetrics(registry)),
  ),
  ...section(
    'What the database is asked',
    ['Told by the persister and the deleter. Queries go by the names that they have in the code.'],
    declaredIn((registry) => createDatabaseMetrics(registry)),
  ),
];

/** docs/metrics.md: every metric with its help, type and labels, by who tells it. */
export function renderMetricsPage(monitor: MonitorMetrics): string {
  const nobody = { groupId: '', lastPollAt: null, partitions: [] };
  const closed = { producers: none, codes: none, eventTypes: none, topics: none };
  return [
    ...head,
    ...renderProcessSection(),
    ...section(
      'What is done',
      ['Told by the validator, the persister and the deleter, each as far as it does such a thing.'],
      declaredIn((registry) => createFlowMetrics(registry, closed)),
    ),
    ...section(
      'What a consumer has',
      ['Told by each validator and persister of the partitions that it has now.'],
      declaredIn((registry) => createConsumerMetrics(registry, () => nobody)),
    ),
    ...renderInnerSections(),
    ...section(
      'What events are judged by',
      ['Told by whoever reads the register or the rules.'],
      declaredIn((registry) => {
        createRegisterMetrics(registry);
        showRuleSet(registry, { version: '', hash: '' });
      }),
    ),
    ...section(
      'How far the groups are',
      [
        'Told by the monitor alone, for all groups that it watches: two tellers would double every sum. A scrape never asks Kafka; it gets',
        'what was seen at the last look. When a look fails the ages and statuses vanish, and `notif_lag_collector_success` is 0.',
        '`METRICS_LAG_GRANULARITY` (`partition`, `topic`, `group`) says what the series of a group tell apart, here and under the names of other',
        'exporters. Where it is not the partition, age, status and `kafka_consumergroup_group_messages_lost` are the worst of what is told as one, under',
        'the labels that are left, so that alerts still find it; other series that are finer are left out.',
      ],
      monitor.own,
    ),
    ...section(
      'Whether an event goes through all of it',
      [
        'Told by a monitor that sends probes (`MONITOR_PROBE_INTERVAL_SECONDS`), of its own ones. None counts before one has come back since the',
        'start. The events of the probe are left out of all that is done, refused and warned of above (docs/probe.md).',
      ],
      declaredIn((registry) => createProbeMetrics(registry, [], () => ({ inFlight: 0, isCounting: false }))),
    ),
    ...['## Under the names of other exporters', '', ...familyWords, ''],
    ...Object.entries(monitor.families).flatMap(([name, metrics]) => [`### ${name}`, '', ...toTable(metrics)]),
  ].join('\n');
}
