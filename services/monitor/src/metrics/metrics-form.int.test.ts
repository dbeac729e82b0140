/** What Prometheus' own tool says of the form of every metric of the monitor. */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import {
  createConsumerMetrics,
  createDatabaseMetrics,
  createFlowMetrics,
  createLoopMetrics,
  createProcessMetrics,
  createProbeMetrics,
  createRedriveMetrics,
  createRegisterMetrics,
  createRequestMetrics,
  createSchemaMetrics,
  showRuleSet,
} from '@varselvakt/runtime';
import { sampleGroup, sampleReport } from '../testing/sample-report.ts';
import { familyNames } from './metric-family.ts';
import { chooseMetrics, writeLagMetrics } from './write-lag-metrics.ts';

/** Names that others made, which dashboards know: they stay as they are. */
const exempt = [
  'kafka_consumergroup_poll_time_ms',
  'kafka_consumergroup_lag_sum',
  'kafka_consumergroup_current_offset_sum',
  'burrow_kafka_consumer_lag_total',
  'kminion_kafka_consumer_group_topic_offset_sum',
];
const isOfTheClient = (line: string): boolean => /^nodejs_active_\w+_total /.test(line);

function complain(text: string): readonly string[] {
  const { error, status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error('promtool is needed (Debian package prometheus)', { cause: error });
  if (status === 1) throw new Error(`promtool cannot read the text: ${stderr}`);
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '' && !isOfTheClient(line));
}

test('every metric has the form that promtool asks for, but for names that others made', async () => {
  const registry = createProcessMetrics({ version: '1', commit: 'x' });
  const none: ReadonlySet<string> = new Set();
  createFlowMetrics(registry, { producers: none, codes: none, eventTypes: none, topics: none });
  createConsumerMetrics(registry, () => ({ groupId: 'g', lastPollAt: 1, partitions: [] }));
  createRegisterMetrics(registry);
  createLoopMetrics(registry, () => [{ name: 'consumer', isAlive: true }]);
  createDatabaseMetrics(registry).onAnswer('insert-events', 1);
  createSchemaMetrics(registry, () => 1);
  createProbeMetrics(registry, [], () => ({ inFlight: 0, isCounting: false }));
  createRedriveMetrics(registry)([{ topic: 't', result: 'sent', count: 1 }]);
  createRequestMetrics(registry)({ method: 'GET', route: '/', statusCode: 200, durationMs: 1 });
  showRuleSet(registry, { version: 'r', hash: 'h' });
  const [first] = sampleGroup.partitions;
  const known = { ...sampleGroup, totalLag: 20, partitions: first === undefined ? [] : [first] };
  const lag = [...writeLagMetrics(chooseMetrics(familyNames), { ...sampleReport, groups: [known] })];
  // The age of what waits is told by a consumer of its own partitions and by the monitor of all: never by one process.
  const complaints = [...complain(await registry.metrics()), ...complain(lag.join(''))];
  expect(complaints.map((line) => line.split(' ', 1)[0]).sort()).toEqual([...exempt].sort());
});
