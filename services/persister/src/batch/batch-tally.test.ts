import { expect, test } from '@jest/globals';
import { createFlowMetrics, createProcessMetrics } from '@varselvakt/runtime';
import { reportStored } from './batch-tally.ts';
import type { StoredReport } from './store-entries.ts';

const fate = (outcome: 'STORED' | 'DUPLICATE', producerId: string, timestampMs: number) => ({
  outcome,
  event: { producerId, bodyType: 'TaskCreated', record: { topic: 'events', timestampMs } },
});

test('the time to the store is told by producer, of the oldest that is stored with others, and of no repeat', async () => {
  const registry = createProcessMetrics({ version: '1', commit: 'none' });
  const closed = { codes: new Set<string>(), eventTypes: new Set<string>(), topics: new Set(['events']) };
  const observe = createFlowMetrics(registry, { ...closed, producers: new Set(['team-a', 'team-b']) });
  const fates = [
    fate('STORED', 'team-a', 9_000),
    fate('STORED', 'team-a', 7_000),
    fate('STORED', 'team-b', 9_500),
    fate('STORED', 'invented', 9_900),
    fate('DUPLICATE', 'team-b', 1_000),
  ];
  reportStored({ fates, entries: [] } as unknown as StoredReport, observe, 10_000);
  const sums = (await registry.metrics()).match(/^notif_produce_to_store_seconds_(sum|count)\{.*$/gm)?.sort();
  const told = (name: string, producer: string, value: number) =>
    `notif_produce_to_store_seconds_${name}{topic="events",producer="${producer}"} ${value}`;
  expect(sums).toEqual([
    ...[told('count', 'other', 1), told('count', 'team-a', 1), told('count', 'team-b', 1)],
    ...[told('sum', 'other', 0.1), told('sum', 'team-a', 3), told('sum', 'team-b', 0.5)],
  ]);
});
