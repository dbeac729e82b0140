import type { Row } from '../../act.ts';
import type { StoreClient } from '../../connect.ts';
import { measureLedger, readNewestLines } from '../../sql/deleter/operators/deletions-overview.ts';

/** How long the ledger is; instants in milliseconds since the epoch. */
export type LedgerLength = { readonly lineCount: number; readonly batchCount: number; readonly lastAt: number | null };

/** Counts the lines of the ledger by its seals: one row for each batch. Throws StoreError. */
export async function readLedgerLength(client: StoreClient): Promise<LedgerLength> {
  const row = (await client.run(measureLedger)).rows[0];
  return {
    lineCount: Number(row?.['line_count']),
    batchCount: Number(row?.['batch_count']),
    lastAt: toInstant(row?.['last_at_ms']),
  };
}

/** An erasure as a list shows it; instants in milliseconds since the epoch. */
export type ShownErasure = {
  /** Its number in the ledger. */
  readonly erasureNumber: bigint;
  readonly receiptId: string;
  readonly kind: string;
  readonly cause: string;
  readonly producerId: string;
  readonly label: string;
  readonly eventCount: number;
  readonly dueAt: number;
  readonly rowsGoneAt: number;
  readonly verifiedAt: number | null;
};

const lastNumber = 2n ** 63n - 1n;

/** The newest lines below a number (null: the newest of all). Throws StoreError. */
export async function readNewestErasures(
  client: StoreClient,
  below: bigint | null,
  maxCount: number,
): Promise<readonly ShownErasure[]> {
  return (await client.run(readNewestLines, [(below ?? lastNumber).toString(), maxCount])).rows.map(toErasure);
}

const toErasure = (row: Row): ShownErasure => ({
  erasureNumber: BigInt(row['erasure_number'] as string),
  receiptId: row['receipt_id'] as string,
  kind: row['kind'] as string,
  cause: row['cause'] as string,
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  eventCount: Number(row['event_count']),
  dueAt: toInstant(row['due_at_ms']) ?? 0,
  rowsGoneAt: toInstant(row['rows_gone_at_ms']) ?? 0,
  verifiedAt: toInstant(row['verified_at_ms']),
});

const toInstant = (ms: unknown): number | null => (ms == null ? null : Math.round(Number(ms)));
