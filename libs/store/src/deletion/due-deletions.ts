import type { StoreClient } from '../connect.ts';
import { findRequestedDeletion, measureDue } from '../sql/deleter/due-deletions.ts';
import { readClock } from '../sql/known-aggregates.ts';

/** Whether a deletion is due that somebody asked for, and that therefore does not wait. One index look-up. Throws StoreError. */
export async function hasRequestedDeletion(client: StoreClient): Promise<boolean> {
  const { rows } = await client.run(findRequestedDeletion);
  return rows[0]?.['found'] === true;
}

/** What is due and not planned yet, held aggregates included. Throws StoreError. */
export async function measureDueDeletions(
  client: StoreClient,
): Promise<{ readonly dueCount: number; readonly oldestDueAgeSeconds: number }> {
  const { rows } = await client.run(measureDue);
  return { dueCount: Number(rows[0]?.['due_count']), oldestDueAgeSeconds: Number(rows[0]?.['oldest_due_age_seconds']) };
}

/** The clock that decides what is due, whole milliseconds since the epoch. Throws StoreError. */
export async function readDatabaseClock(client: StoreClient): Promise<number> {
  const { rows } = await client.run(readClock);
  return Math.round(Number(rows[0]?.['now_ms']));
}
