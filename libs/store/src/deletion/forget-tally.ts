import type { StoreClient } from '../connect.ts';
import { forgetOldTally } from '../sql/event-tally.ts';

/** Forgets at most `maxCount` counts of events of days longer ago than `days`. Gives how many; fewer than that: these were all. Throws StoreError. */
export async function forgetTally(client: StoreClient, days: number, maxCount: number): Promise<number> {
  return (await client.run(forgetOldTally, [days, maxCount])).rowCount;
}
