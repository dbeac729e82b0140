import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { createDatabaseMetrics } from './database-metrics.ts';

test('answers are counted by the names of their queries, and by no name that might hold a value', async () => {
  const registry = new Registry();
  const { onAnswer } = createDatabaseMetrics(registry);
  onAnswer('insert-events', 20);
  onAnswer('drop-content-20261124', 5);
  onAnswer("select '01010112345'", 5);
  const text = await registry.metrics();
  expect(text).toContain('notif_db_query_duration_seconds_count{query="insert-events"} 1');
  expect(text).toContain('notif_db_query_duration_seconds_sum{query="insert-events"} 0.02');
  expect(text).toContain('notif_db_query_duration_seconds_count{query="other"} 2');
  expect(text).not.toMatch(/2026|0101/);
});

test('connections are counted as they are at the scrape', async () => {
  const registry = new Registry();
  const { watch } = createDatabaseMetrics(registry);
  let state: 'active' | 'idle' = 'idle';
  watch({ use: () => ({ state, waitingCount: 0 }) });
  watch({ use: () => ({ state: 'active', waitingCount: 3 }) });
  watch({ use: () => ({ state: 'closed', waitingCount: 0 }) });
  const counts = async () => (await registry.metrics()).match(/^notif_db_pool_connections\{.*$/gm);
  expect(await counts()).toEqual([
    'notif_db_pool_connections{state="idle"} 1',
    'notif_db_pool_connections{state="active"} 1',
    'notif_db_pool_connections{state="waiting"} 3',
  ]);
  state = 'active';
  expect(await counts()).toContain('notif_db_pool_connections{state="active"} 2');
});
