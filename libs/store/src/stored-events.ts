import type { StoreClient } from './connect.ts';
import { findStoredEvents as findAct } from './sql/stored-events.ts';

/** Which of these events (UUIDs) the database holds at this moment. Throws StoreError. */
export async function findStoredEvents(client: StoreClient, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.run(findAct, [eventIds]);
  return new Set(rows.map((row) => String(row['event_id'])));
}
