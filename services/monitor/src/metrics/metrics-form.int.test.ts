/** What Prometheus' own tool says of the form of every metric of the monitor. */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import {
  createConsumerMetrics,
  createFlowMetrics,
  createProcessMetrics,
  createRegisterMetrics,
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

test('every metric has the form that promtool asks for, but for names that others made', async () => {
  const registry = createProcessMetrics({ version: '1', commit: 'x' });
  const none: ReadonlySet<string> = new Set();
  createFlowMetrics(registry, { producers: none, codes: none, eventTypes: none, topics: none });
  createConsumerMetrics(registry, () => ({ groupId: 'g', lastPollAt: 1, partitions: [] }));
  createRegisterMetrics(registry);
  showRuleSet(registry, 'r');
  const [first] = sampleGroup.partitions;
  const known = { ...sampleGroup, totalLag: 20, partitions: first === undefined ? [] : [first] };
  const lag = [...writeLagMetrics(chooseMetrics(familyNames), { ...sampleReport, groups: [known] })];
  const { error, status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], {
    input: `${await registry.metrics()}${lag.join('')}`,
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error('promtool is needed (Debian package prometheus)', { cause: error });
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '' && !isOfTheClient(line));
  expect(lines.map((line) => line.split(' ', 1)[0]).sort()).toEqual([...exempt].sort());
  expect(status).not.toBe(1); // 1: the text could not be read at all
});
