import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { type ConsumerFacts, createConsumerMetrics } from './consumer-metrics.ts';

test('the metrics of a consumer are those of the partitions that it has now, and absent where nothing is known', async () => {
  const registry = new Registry();
  const done = { position: 9n, highWatermark: 9n, oldestUnhandledAt: null };
  const fine = { topic: 't', partition: 0, lastCommitAt: 5_000, attemptCount: 0, stuckSinceAt: null, ...done };
  const bad = { topic: 't', partition: 1, lastCommitAt: null, attemptCount: 3, stuckSinceAt: 1, ...done };
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

test('the age of what waits is made at the scrape, and is unknown where something waits that was not fetched', async () => {
  const registry = new Registry();
  const usual = { topic: 't', lastCommitAt: null, attemptCount: 0, stuckSinceAt: null };
  const partitions = [
    { ...usual, partition: 0, position: 9n, highWatermark: 9n, oldestUnhandledAt: null },
    { ...usual, partition: 1, position: 3n, highWatermark: 9n, oldestUnhandledAt: 1_000 },
    { ...usual, partition: 2, position: 3n, highWatermark: 9n, oldestUnhandledAt: null },
    { ...usual, partition: 3, position: null, highWatermark: null, oldestUnhandledAt: null },
  ];
  let now = 3_000;
  createConsumerMetrics(
    registry,
    () => ({ groupId: 'g', lastPollAt: 1, partitions }),
    () => now,
  );
  const ages = async () =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith('notif_oldest_unhandled_age_seconds{'));
  const place = (partition: number) =>
    `notif_oldest_unhandled_age_seconds{group="g",topic="t",partition="${partition}"}`;
  expect(await ages()).toEqual([`${place(0)} 0`, `${place(1)} 2`]);
  now = 5_000;
  expect(await ages()).toEqual([`${place(0)} 0`, `${place(1)} 4`]);
});
