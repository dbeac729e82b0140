import { createHash } from 'node:crypto';
import type { Row } from '../../act.ts';
import type { StoreClient } from '../../connect.ts';
import {
  countProducer,
  markProducerErasable,
  measureProducer,
  readOffboardingLines,
} from '../../sql/deleter/operators/erasures.ts';
import { type Operator, recordAction } from '../operators/record-action.ts';

/** What a producer has under one label. */
export type ProducerStock = {
  readonly label: string;
  readonly storedCount: number;
  /** Of these: cases. */
  readonly caseCount: number;
  /** Of these: being deleted. */
  readonly deletingCount: number;
  /** Of these: kept by legal holds. */
  readonly heldCount: number;
};

/** One receipt over everything that a producer had. */
export type OffboardingReceipt = {
  readonly erasedCount: number;
  /** Places in the ledger; null when nothing was erased. */
  readonly firstNumber: bigint | null;
  readonly lastNumber: bigint | null;
  /** SHA-256 over these lines as the chain seals them, in order. */
  readonly linesHash: Buffer;
  /** Still stored: held, being deleted, or published since. */
  readonly remainingCount: number;
};

/** So many are locked at once; whoever writes to one of them waits meanwhile. */
const batchCount = 5_000;
const firstId = '00000000-0000-0000-0000-000000000000';

/** What a producer has, by label. Reads every aggregate; throws StoreError. */
export async function measureProducerStock(client: StoreClient, producerId: string): Promise<readonly ProducerStock[]> {
  const { rows } = await client.run(measureProducer, [producerId]);
  return rows.map((row) => ({
    label: row['label'] as string,
    storedCount: Number(row['stored_count']),
    caseCount: Number(row['case_count']),
    deletingCount: Number(row['deleting_count']),
    heldCount: Number(row['held_count']),
  }));
}

/**
 * Makes everything of a producer due now with the cause PRODUCER_OFFBOARDED, and writes down who asked for it. `onMarked` is told how many
 * are marked so far. Broken off, it may be asked for again. Throws StoreError.
 */
export async function offboardProducer(
  client: StoreClient,
  producerId: string,
  operator: Operator,
  onMarked: (markedCount: number) => void,
): Promise<number> {
  await recordAction(client, 'ERASURE_REQUESTED', operator, { scope: 'PRODUCER', producerId });
  return markProducerDue(client, producerId, onMarked);
}

/** The same for what has come since, as a part of the act that is written down. Throws StoreError. */
export async function markProducerDue(
  client: StoreClient,
  producerId: string,
  onMarked: (markedCount: number) => void,
): Promise<number> {
  let markedCount = 0;
  let lastId: string | null = firstId;
  while (lastId !== null) {
    const row: Row | undefined = (await client.run(markProducerErasable, [producerId, lastId, batchCount])).rows[0];
    markedCount += Number(row?.['marked_count']);
    lastId = (row?.['last_id'] ?? null) as string | null;
    onMarked(markedCount);
  }
  return markedCount;
}

/** What the ledger holds of a producer's off-boarding. Reads its lines; throws StoreError. */
export async function readOffboardingReceipt(client: StoreClient, producerId: string): Promise<OffboardingReceipt> {
  const hash = createHash('sha256');
  let erasedCount = 0;
  let firstNumber: bigint | null = null;
  let lastNumber: bigint | null = null;
  for (;;) {
    const { rows } = await client.run(readOffboardingLines, [producerId, (lastNumber ?? 0n).toString(), batchCount]);
    for (const row of rows) {
      lastNumber = BigInt(row['erasure_number'] as string);
      firstNumber ??= lastNumber;
      hash.update(row['sealed_bytes'] as Buffer);
    }
    erasedCount += rows.length;
    if (rows.length < batchCount) break;
  }
  const remainingCount = await countProducerAggregates(client, producerId);
  return { erasedCount, firstNumber, lastNumber, linesHash: hash.digest(), remainingCount };
}

/** How many cases and notifications are stored of a producer. Reads every aggregate; throws StoreError. */
export async function countProducerAggregates(client: StoreClient, producerId: string): Promise<number> {
  return Number((await client.run(countProducer, [producerId])).rows[0]?.['stored_count']);
}
