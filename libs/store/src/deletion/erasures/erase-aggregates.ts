import type { Row } from '../../act.ts';
import { encodeUuidArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { markErasable, readErasable, readErased, readGroupIds } from '../../sql/deleter/operators/erasures.ts';
import { type Operator, recordAction } from '../operators/record-action.ts';

/** A case or notification that would go when its erasure is asked for. */
export type Erasable = {
  readonly aggregateId: string;
  /** Null: its creation has never come. */
  readonly kind: 'CASE' | 'MESSAGE' | 'TASK' | 'APPOINTMENT' | null;
  readonly producerId: string;
  readonly label: string;
  /** When it goes by its own retention, milliseconds since the epoch. */
  readonly deleteAt: number;
  /** False: not asked for, but it goes with its case. */
  readonly isNamed: boolean;
  /** A legal hold keeps it, or its case. */
  readonly isHeld: boolean;
  /** Planned already. */
  readonly isDeleting: boolean;
  /** The receipt that its erasure by an operator gets; another one if its own deletion comes first. */
  readonly receiptId: string;
};

/** A line of the ledger for what was erased. */
export type ErasedAggregate = {
  readonly aggregateId: string;
  readonly receiptId: string;
  readonly erasureNumber: bigint;
  readonly cause: string;
};

/** So many are locked at once; whoever writes to one of them waits meanwhile. */
const batchCount = 1_000;

/** What is stored of these ids, and what goes with the cases among them. Ids of nothing are left out. Throws StoreError. */
export async function listErasable(client: StoreClient, aggregateIds: readonly string[]): Promise<readonly Erasable[]> {
  const { rows } = await client.run(readErasable, [encodeUuidArray(aggregateIds), 'OPERATOR']);
  const heldGroups = new Set(
    rows.filter((row) => row['kind'] === 'CASE' && row['is_held'] === true).map((row) => row['group_ref']),
  );
  return rows.map((row) => toErasable(row, row['is_named'] !== true && heldGroups.has(row['group_ref'])));
}

const toErasable = (row: Row, isHeldByCase: boolean): Erasable => ({
  aggregateId: row['aggregate_id'] as string,
  kind: row['kind'] as Erasable['kind'],
  producerId: row['producer_id'] as string,
  label: row['label'] as string,
  deleteAt: Math.round(Number(row['delete_at_ms'])),
  isNamed: row['is_named'] === true,
  isHeld: row['is_held'] === true || isHeldByCase,
  isDeleting: row['is_deleting'] === true,
  receiptId: row['receipt_id'] as string,
});

/** The ids of everything in a group. Throws StoreError. */
export async function findGroupAggregates(
  client: StoreClient,
  label: string,
  groupId: string,
): Promise<readonly string[]> {
  const { rows } = await client.run(readGroupIds, [label, groupId]);
  return rows.map((row) => row['aggregate_id'] as string);
}

/**
 * Makes these due now with the cause OPERATOR and writes down who asked for it; the deleter takes them within seconds, or when what
 * holds them ends. `detail` must name no person and nothing that is erased. Asking again does no harm. Throws StoreError.
 */
export async function requestErasure(
  client: StoreClient,
  aggregateIds: readonly string[],
  operator: Operator,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (let start = 0; start < aggregateIds.length; start += batchCount) {
    const some = aggregateIds.slice(start, start + batchCount);
    await client.transaction(async () => {
      if (start === 0)
        await recordAction(client, 'ERASURE_REQUESTED', operator, { ...detail, count: aggregateIds.length });
      await client.run(markErasable, [encodeUuidArray(some), 'OPERATOR']);
    });
  }
}

/** The newest line of the ledger for each of these that has been erased. Throws StoreError. */
export async function readErasedAggregates(
  client: StoreClient,
  aggregateIds: readonly string[],
): Promise<readonly ErasedAggregate[]> {
  const { rows } = await client.run(readErased, [encodeUuidArray(aggregateIds)]);
  return rows.map((row) => ({
    aggregateId: row['aggregate_id'] as string,
    receiptId: row['receipt_id'] as string,
    erasureNumber: BigInt(row['erasure_number'] as string),
    cause: row['cause'] as string,
  }));
}
