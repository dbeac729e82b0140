import { describe, expect, test } from '@jest/globals';
import { checkQuery } from './check-query.ts';
import type { KnownMetrics } from './known-metrics.ts';

const known: KnownMetrics = new Map([
  ['requests_total', new Set(['code', 'job', 'instance'])],
  ['lag', new Set(['group', 'topic', 'job', 'instance'])],
  ['seconds_bucket', new Set(['stage', 'le', 'job', 'instance'])],
]);
const faultsOf = (query: string) => checkQuery(query, known).faults;

describe('a query is all right', () => {
  test.each([
    ['sum by (code) (rate(requests_total{code=~"4.."}[$__rate_interval]))', ['code']],
    ['histogram_quantile(0.9, sum by (stage, le) (rate(seconds_bucket[5m])))', ['stage']],
    ['max(lag) > 3', []],
    ['max by (group) (lag) > 3 and max by (group) (deriv(lag[10m])) > 0', ['group']],
    ['sum without (instance, job) (lag)', ['group', 'topic']],
    ['topk(3, sum by (topic) (lag offset 1h))', ['topic']],
    ['count(count by (group) (lag))', []],
    ['sum by (group) (lag) / on (group) sum by (group, topic) (lag)', ['group']],
    ['absent(lag) or lag', []],
    ['-max_over_time(lag[1h:5m])', ['group', 'topic', 'job', 'instance']],
  ])('%s', (query, labels) => {
    const checked = checkQuery(query, known);
    expect([checked.faults, [...(checked.labels ?? [])]]).toEqual([[], labels]);
  });

  test('time() - max(lag), which is of one series', () => {
    expect(checkQuery('time() - max(lag)', known)).toEqual({ faults: [], labels: new Set() });
  });
});

describe('a query is faulty', () => {
  test.each([
    ['rate(request_total[5m])', 'asks for request_total, which nobody tells'],
    ['requests_total{status="500"}', 'has no label status in {…} of requests_total'],
    ['sum by (topic) (requests_total)', 'has no label topic in what is aggregated'],
    ['sum by (topic) (sum by (group) (lag))', 'has no label topic in what is aggregated'],
    ['histogram_quantile(0.9, sum by (stage) (seconds_bucket))', 'has no label le in histogram_quantile'],
    ['lag / on (code) requests_total', 'has no label code in the left side'],
    ['sum by (group) (lag) / sum by (topic) (lag)', 'joins series of different labels, which never match'],
    ['sum by (group (lag)', 'is no PromQL'],
    ['{job="x"}', 'asks for series without a name, which nobody tells'],
  ])('%s', (query, fault) => {
    expect(faultsOf(query).join('; ')).toContain(fault);
  });
});
