import type { Row } from '../../act.ts';

/** One erasure in the ledger. Instants in microseconds since the epoch, as Postgres keeps them: the chain is made of these. */
export type LedgerLine = {
  readonly erasureNumber: bigint;
  /** Keyed; tells nothing without the installation's key. */
  readonly aggregateHash: Buffer;
  readonly receiptId: string;
  readonly kind: 'CASE' | 'NOTIFICATION' | 'PENDING';
  readonly cause: string;
  readonly producerId: string;
  readonly label: string;
  /** Tombstones acknowledged for it. */
  readonly eventCount: number;
  readonly dueAtUs: bigint;
  readonly plannedAtUs: bigint;
  readonly publishedAtUs: bigint;
  readonly rowsGoneAtUs: bigint;
  /** Where its HardDeleted record was put; null when there was none. */
  readonly recordTopic: string | null;
  readonly recordPartition: number | null;
  /** Noted later and no part of the chain; milliseconds since the epoch. */
  readonly verifiedAt: number | null;
  readonly recordGoneAt: number | null;
};

const postgresEpochUs = 946_684_800_000_000n;
const unitSeparator = '\u001f';
const recordSeparator = '\u001e';

/** The bytes of a line that are sealed: the same as the SQL function erasure_line makes of its columns. */
export function encodeLedgerLine(line: LedgerLine): Buffer {
  const head = Buffer.alloc(8 + 32 + 16 + 4 + 4 * 8 + 4);
  head.writeBigInt64BE(line.erasureNumber, 0);
  line.aggregateHash.copy(head, 8);
  head.write(line.receiptId.replaceAll('-', ''), 40, 'hex');
  head.writeInt32BE(line.eventCount, 56);
  [line.dueAtUs, line.plannedAtUs, line.publishedAtUs, line.rowsGoneAtUs].forEach((atUs, index) => {
    head.writeBigInt64BE(atUs - postgresEpochUs, 60 + index * 8);
  });
  head.writeInt32BE(line.recordPartition ?? -1, 92);
  const texts = [line.kind, line.cause, line.producerId, line.label, line.recordTopic ?? ''];
  return Buffer.concat([head, Buffer.from(texts.join(unitSeparator) + recordSeparator)]);
}

/** Reads a row of the ledger. */
export const toLedgerLine = (row: Row): LedgerLine => ({
  erasureNumber: BigInt(row['erasure_number'] as string),
  aggregateHash: row['aggregate_hash'] as Buffer,
  receiptId: row['receipt_id'] as string,
  kind: row['kind'] as LedgerLine['kind'],
  cause: row['cause'] as string,
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  eventCount: Number(row['event_count']),
  dueAtUs: BigInt(row['due_at_us'] as string),
  plannedAtUs: BigInt(row['planned_at_us'] as string),
  publishedAtUs: BigInt(row['published_at_us'] as string),
  rowsGoneAtUs: BigInt(row['rows_gone_at_us'] as string),
  recordTopic: row['record_topic'] as string | null,
  recordPartition: row['record_partition'] === null ? null : Number(row['record_partition']),
  verifiedAt: toInstant(row['verified_at_ms']),
  recordGoneAt: toInstant(row['record_gone_at_ms']),
});

const toInstant = (ms: unknown): number | null => (ms === null ? null : Math.round(Number(ms)));
