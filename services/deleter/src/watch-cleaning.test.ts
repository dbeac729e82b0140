import { expect, test } from '@jest/globals';
import type { StoreClient } from '@varselvakt/store';
import type { DeleterEvent } from './deleter-event.ts';
import { watchCleaning } from './watch-cleaning.ts';

async function told(heldSeconds: number): Promise<readonly DeleterEvent[]> {
  const events: DeleterEvent[] = [];
  const run: StoreClient['run'] = async () => ({ rows: [{ held_seconds: String(heldSeconds) }], rowCount: 1 });
  await watchCleaning({ client: { run } as StoreClient, observe: (event) => void events.push(event) });
  return events;
}

test('a transaction that was left open for ten minutes is told with its age', async () => {
  expect(await told(3_600.4)).toEqual([{ type: 'CleaningHeldBack', heldSeconds: 3_600 }]);
});

test('a shorter one, or none, is nobody’s concern', async () => {
  expect([...(await told(599)), ...(await told(0))]).toEqual([]);
});
