import { isProbe } from '@varselvakt/domain';
import type { DeletionCause } from '../batch/stored-rows.ts';
import { encodeInt4Array, encodeTextArray, encodeTimestampArray, encodeUuidArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { restoreErasures as restoreAct } from '../sql/rebuild.ts';

/** What a HardDeleted record says of an erasure; instants in milliseconds since the epoch. */
export type AnnouncedErasure = {
  readonly aggregateId: string;
  readonly kind: 'CASE' | 'NOTIFICATION';
  readonly producerId: string;
  readonly label: string;
  /** Of a case. */
  readonly groupId: string | null;
  readonly cause: DeletionCause;
  readonly receiptId: string;
  readonly dueAt: number;
  readonly deletedAt: number;
  /** Where the record lies. */
  readonly partition: number;
};

const batchSize = 1_000;

/**
 * Writes the ledger's lines anew from HardDeleted records, those that it knows already left out, and closes the groups of erased cases: what
 * comes for them is late, as before. What the probe's records say
 * is no erasure: it has no lines. Gives the count of new lines. Throws StoreError.
 */
export async function restoreErasures(
  client: StoreClient,
  recordTopic: string,
  erasures: readonly AnnouncedErasure[],
): Promise<number> {
  const inOrder = erasures
    .filter(({ producerId }) => !isProbe(producerId))
    .toSorted((one, other) => one.deletedAt - other.deletedAt);
  let lineCount = 0;
  for (let first = 0; first < inOrder.length; first += batchSize) {
    const batch = inOrder.slice(first, first + batchSize);
    const { rows } = await client.run(restoreAct, [...encode(batch), recordTopic]);
    lineCount += Number(rows[0]?.['line_count']);
  }
  return lineCount;
}

const encode = (erasures: readonly AnnouncedErasure[]): readonly Buffer[] => [
  encodeUuidArray(erasures.map(({ aggregateId }) => aggregateId)),
  encodeTextArray(erasures.map(({ kind }) => kind)),
  encodeTextArray(erasures.map(({ producerId }) => producerId)),
  encodeTextArray(erasures.map(({ label }) => label)),
  encodeTextArray(erasures.map(({ groupId }) => groupId)),
  encodeTextArray(erasures.map(({ cause }) => cause)),
  encodeUuidArray(erasures.map(({ receiptId }) => receiptId)),
  encodeTimestampArray(erasures.map(({ dueAt }) => dueAt)),
  encodeTimestampArray(erasures.map(({ deletedAt }) => deletedAt)),
  encodeInt4Array(erasures.map(({ partition }) => partition)),
];
