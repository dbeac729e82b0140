import type { StoreClient } from '../../connect.ts';
import { countAhead, readOverdue } from '../../sql/deleter/operators/deletions-overview.ts';

/** What becomes due within some days; what is due already is not among it. */
export type DeletionsAhead = {
  /** UTC days such as 2026-01-31, rising; days without any are left out. */
  readonly days: readonly { readonly day: string; readonly dueCount: number }[];
  /** The largest first. */
  readonly labels: readonly { readonly producerId: string; readonly label: string; readonly dueCount: number }[];
};

export type AheadQuestion = {
  readonly dayCount: number;
  /** Null: of all. */
  readonly producerId: string | null;
  readonly label: string | null;
  readonly maxLabels: number;
};

/** Counts what becomes due, by day and by producer and label. Reads the rows of that span: ask seldom. Throws StoreError. */
export async function readDeletionsAhead(
  client: StoreClient,
  { dayCount, producerId, label, maxLabels }: AheadQuestion,
): Promise<DeletionsAhead> {
  const { rows } = await client.run(countAhead, [dayCount, producerId, label, maxLabels]);
  const days = rows.filter((row) => row['day'] !== null);
  const labels = rows.filter((row) => row['day'] === null);
  return {
    days: days.map((row) => ({ day: row['day'] as string, dueCount: Number(row['due_count']) })),
    labels: labels.map((row) => ({
      producerId: row['producer_id'] as string,
      label: row['label'] as string,
      dueCount: Number(row['due_count']),
    })),
  };
}

/** A case or notification that should be gone. */
export type OverdueDeletion = {
  readonly aggregateId: string;
  readonly producerId: string;
  readonly label: string;
  readonly cause: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
};

/** What is due, not held and not being deleted, the oldest first. Throws StoreError. */
export async function readOverdueDeletions(client: StoreClient, maxCount: number): Promise<readonly OverdueDeletion[]> {
  return (await client.run(readOverdue, [maxCount])).rows.map((row) => ({
    aggregateId: row['aggregate_id'] as string,
    producerId: row['producer_id'] as string,
    label: row['label'] as string,
    cause: row['cause'] as string,
    dueAt: Math.round(Number(row['due_at_ms'])),
  }));
}
