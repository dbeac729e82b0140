import { expect, test } from '@jest/globals';
import type { StoreClient } from '@varselvakt/store';
import type { DeleterEvent } from './deleter-event.ts';
import type { DeletionWork } from './deletion-work.ts';
import { forgetTallies } from './forget-tallies.ts';

async function forget(storedCount: number) {
  let leftCount = storedCount;
  let statementCount = 0;
  const events: DeleterEvent[] = [];
  const run: StoreClient['run'] = async (_act, params = []) => {
    statementCount += 1;
    const rowCount = Math.min(leftCount, Number(params[1]));
    leftCount -= rowCount;
    return { rows: [], rowCount };
  };
  const work = {
    client: { run },
    signal: new AbortController().signal,
    observe: (event: DeleterEvent) => events.push(event),
  };
  await forgetTallies(work as unknown as DeletionWork, 400);
  return { leftCount, statementCount, events };
}

test('old counts are forgotten a little at a time, and said once', async () => {
  expect(await forget(2_500)).toEqual({
    leftCount: 0,
    statementCount: 3,
    events: [{ type: 'TalliesForgotten', count: 2_500 }],
  });
});

test('far too many wait for the next time, so that deletions do not', async () => {
  expect(await forget(1_000_000)).toMatchObject({ leftCount: 900_000, statementCount: 100 });
});

test('where nothing is old nothing is said', async () => {
  expect(await forget(0)).toEqual({ leftCount: 0, statementCount: 1, events: [] });
});
