import type { StoreClient } from '../../connect.ts';
import { readDueNow, readUpcoming } from '../../sql/deleter/operators/deletion-control.ts';

/** What becomes due on one UTC day. */
export type UpcomingDeletions = { readonly day: string; readonly producerId: string; readonly dueCount: number };

/** What becomes due within so many days, by day and producer. Reads the whole span; throws StoreError. */
export async function readUpcomingDeletions(
  client: StoreClient,
  dayCount: number,
): Promise<readonly UpcomingDeletions[]> {
  const { rows } = await client.run(readUpcoming, [dayCount]);
  return rows.map((row) => ({
    day: row['day'] as string,
    producerId: row['producer_id'] as string,
    dueCount: Number(row['due_count']),
  }));
}

/** What is due now. */
export type DueDeletions = {
  readonly dueCount: number;
  /** Of these: kept by legal holds. */
  readonly heldCount: number;
  /** Being deleted, and not counted above. */
  readonly plannedCount: number;
  /** Milliseconds since the epoch; null: nothing is due. */
  readonly oldestDueAt: number | null;
  /** The same for what no hold keeps; null: nothing of that is due. */
  readonly oldestFreeDueAt: number | null;
};

/** Counts what is due now. Throws StoreError. */
export async function readDueDeletions(client: StoreClient): Promise<DueDeletions> {
  const row = (await client.run(readDueNow)).rows[0];
  return {
    dueCount: Number(row?.['due_count']),
    heldCount: Number(row?.['held_count']),
    plannedCount: Number(row?.['planned_count']),
    oldestDueAt: toMs(row?.['oldest_due_at_ms']),
    oldestFreeDueAt: toMs(row?.['oldest_free_due_at_ms']),
  };
}

const toMs = (value: unknown): number | null => (value == null ? null : Math.round(Number(value)));
