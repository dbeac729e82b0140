import { expect, test } from '@jest/globals';
import type { StoreClient } from '@varselvakt/store';
import type { DeleterEvent } from './deleter-event.ts';
import type { DeletionWork } from './deletion-work.ts';
import { retireHardDeletes } from './tend-event-log.ts';

const batchSize = 1_000;

async function retire(outlivedCount: number) {
  let leftCount = outlivedCount;
  let sentCount = 0;
  const events: DeleterEvent[] = [];
  const run: StoreClient['run'] = async ({ name }, params = []) => {
    if (name !== 'read-outlived-hard-delete-records') return { rows: [], rowCount: 0 };
    const count = Math.min(leftCount, Number(params[1]));
    leftCount -= count;
    const row = { erasure_number: '1', receipt_id: 'r', record_topic: 'events', record_partition: 0 };
    return { rows: Array.from({ length: count }, () => row), rowCount: count };
  };
  const work = {
    client: { run },
    sender: {
      send: async (records: readonly unknown[]) => {
        sentCount += records.length;
      },
    },
    maxAggregateCount: batchSize,
    signal: new AbortController().signal,
    observe: (event: DeleterEvent) => events.push(event),
  };
  const areAllGone = await retireHardDeletes(work as unknown as DeletionWork, 30);
  return { areAllGone, leftCount, sentCount, toldCount: events.length };
}

test('announcements that have outlived their use are tombstoned, a batch at a time', async () => {
  expect(await retire(2_500)).toEqual({ areAllGone: true, leftCount: 0, sentCount: 2_500, toldCount: 3 });
  expect(await retire(0)).toEqual({ areAllGone: true, leftCount: 0, sentCount: 0, toldCount: 0 });
});

test('a million of them, a month after as many deletions, are spread over runs: deletions come in between', async () => {
  expect(await retire(1_000_000)).toMatchObject({
    areAllGone: false,
    leftCount: 980_000,
    sentCount: 20_000,
  });
});
