import type { Row } from './act.ts';
import type { StoreClient } from './connect.ts';
import { findAggregateOf, readTracedAggregate, readTracedErasure } from './sql/trace.ts';

/** An aggregate as it is stored now; instants in milliseconds since the epoch. */
export type TracedAggregate = {
  readonly kind: string | null;
  readonly state: string;
  readonly producerId: string;
  readonly label: string;
  readonly createdAt: number;
  readonly deleteAt: number;
  readonly deletingSince: number | null;
  readonly retentionSource: string;
  readonly deletionCause: string;
  readonly eventCount: number;
};

/** What the ledger says of an erased aggregate; instants in milliseconds since the epoch. */
export type TracedErasure = {
  readonly cause: string;
  readonly receiptId: string;
  readonly eventCount: number;
  readonly dueAt: number;
  readonly plannedAt: number;
  readonly publishedAt: number;
  readonly rowsGoneAt: number;
  readonly verifiedAt: number | null;
  readonly recordGoneAt: number | null;
};

const instant = (row: Row, column: string): number => (row[column] as Date).getTime();
const instantOrNull = (row: Row, column: string): number | null => (row[column] as Date | null)?.getTime() ?? null;

const toAggregate = (row: Row): TracedAggregate => ({
  kind: row['kind'] as string | null,
  state: row['state'] as string,
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  createdAt: instant(row, 'created_at'),
  deleteAt: instant(row, 'delete_at'),
  deletingSince: instantOrNull(row, 'deleting_since'),
  retentionSource: row['retention_source'] as string,
  deletionCause: row['deletion_cause'] as string,
  eventCount: Number(row['event_count']),
});

const toErasure = (row: Row): TracedErasure => ({
  cause: row['cause'] as string,
  receiptId: row['receipt_id'] as string,
  eventCount: Number(row['event_count']),
  dueAt: instant(row, 'due_at'),
  plannedAt: instant(row, 'planned_at'),
  publishedAt: instant(row, 'published_at'),
  rowsGoneAt: instant(row, 'rows_gone_at'),
  verifiedAt: instantOrNull(row, 'verified_at'),
  recordGoneAt: instantOrNull(row, 'record_gone_at'),
});

/** The aggregate that an event's id, or its own id, leads to; null when nothing of it is stored. Throws StoreError. */
export async function findAggregateId(client: StoreClient, id: string): Promise<string | null> {
  const { rows } = await client.run(findAggregateOf, [id]);
  return (rows[0]?.['aggregate_id'] as string | undefined) ?? null;
}

/** What the tables say of an aggregate: the row as long as it lives, the line of the ledger afterwards. Throws StoreError. */
export async function readTrace(
  client: StoreClient,
  aggregateId: string,
): Promise<{ readonly aggregate: TracedAggregate | null; readonly erasure: TracedErasure | null }> {
  const [aggregates, erasures] = [
    await client.run(readTracedAggregate, [aggregateId]),
    await client.run(readTracedErasure, [aggregateId]),
  ];
  const [aggregate, erasure] = [aggregates.rows[0], erasures.rows[0]];
  return {
    aggregate: aggregate === undefined ? null : toAggregate(aggregate),
    erasure: erasure === undefined ? null : toErasure(erasure),
  };
}
