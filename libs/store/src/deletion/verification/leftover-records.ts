import type { Row } from '../../act.ts';
import { encodeByteaArray, encodeInt4Array, encodeInt8Array, encodeUuidArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { findErasedRecords, findRecordsInFlight } from '../../sql/deleter/verification/leftovers.ts';

/** A record of the event log that names an aggregate: an event, or a HardDeleted record. */
export type NamedRecord = {
  readonly aggregateId: string;
  /** Null: not an event. */
  readonly eventId: string | null;
  /** Null: not a HardDeleted record. */
  readonly receiptId: string | null;
};

/**
 * The ledger lines by which these records must be gone, in their order; null for those that may be there. Whatever made them go was
 * acknowledged by Kafka before the line was written: a tombstone lies on the log already. Throws StoreError.
 */
export async function findErased(
  client: StoreClient,
  records: readonly NamedRecord[],
): Promise<readonly (bigint | null)[]> {
  const { rows } = await client.run(findErasedRecords, [
    encodeUuidArray(records.map(({ aggregateId }) => aggregateId)),
    encodeUuidArray(records.map(({ eventId }) => eventId)),
    encodeUuidArray(records.map(({ receiptId }) => receiptId)),
  ]);
  const numbers = new Map(rows.map((row) => [placeOf(row), BigInt(row['erasure_number'] as string)]));
  return records.map((_, place) => numbers.get(place) ?? null);
}

export type RecordPlace = { readonly partition: number; readonly offset: bigint; readonly key: Buffer };

/** Of these, those about which the persister has still to decide, or to publish its tombstone; by their order. Throws StoreError. */
export async function findInFlight(
  client: StoreClient,
  topic: string,
  records: readonly RecordPlace[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.run(findRecordsInFlight, [
    topic,
    encodeInt4Array(records.map(({ partition }) => partition)),
    encodeInt8Array(records.map(({ offset }) => offset)),
    encodeByteaArray(records.map(({ key }) => key)),
  ]);
  return new Set(rows.map(placeOf));
}

/** Postgres counts from 1. */
const placeOf = (row: Row): number => Number(row['place']) - 1;
