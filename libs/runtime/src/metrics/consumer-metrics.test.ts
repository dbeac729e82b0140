import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { type ConsumerFacts, createConsumerMetrics } from './consumer-metrics.ts';

test('the metrics of a consumer are those of the partitions that it has now, and absent where nothing is known', async () => {
  const registry = new Registry();
  const fine = { topic: 't', partition: 0, lastCommitAt: 5_000, attemptCount: 0, stuckSinceAt: null };
  const bad = { topic: 't', partition: 1, lastCommitAt: null, attemptCount: 3, stuckSinceAt: 1 };
  let facts: ConsumerFacts = { groupId: 'g', lastPollAt: null, partitions: [fine, bad] };
  createConsumerMetrics(registry, () => facts);
  const before = await registry.metrics();
  expect(before).toContain('notif_assigned_partitions{group="g"} 2');
  expect(before).not.toContain('notif_last_poll_timestamp_seconds{');
  expect(before).toContain('notif_last_commit_timestamp_seconds{group="g",topic="t",partition="0"} 5');
  expect(before).not.toContain('notif_last_commit_timestamp_seconds{group="g",topic="t",partition="1"}');
  expect(before).toContain('notif_partition_blocked_attempts{group="g",topic="t",partition="1"} 3');
  expect(before).toContain('notif_partition_paused{group="g",topic="t",partition="1",reason="failed"} 1');
  expect(before).toContain('notif_partition_paused{group="g",topic="t",partition="1",reason="stuck"} 1');
  facts = { groupId: 'g', lastPollAt: 7_000, partitions: [fine] };
  const after = await registry.metrics();
  expect(after).toContain('notif_last_poll_timestamp_seconds{group="g"} 7');
  expect(after).not.toContain('partition="1"');
});
