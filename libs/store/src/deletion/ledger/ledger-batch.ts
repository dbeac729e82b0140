import { createHash } from 'node:crypto';
import type { Row } from '../../act.ts';
import { encodeLedgerLine, type LedgerLine } from './ledger-line.ts';

/** The seal of one batch of ledger lines. */
export type LedgerBatch = {
  /** 1, 2, 3 … without gaps. */
  readonly batchNumber: bigint;
  /** It holds the lines after the last one of the batch before, up to this one. */
  readonly lastNumber: bigint;
  readonly lineCount: number;
  readonly batchHash: Buffer;
  /** Milliseconds since the epoch. */
  readonly chainedAt: number;
};

/** What stands before the first batch. */
export const chainStart = { batchNumber: 0n, lastNumber: 0n, batchHash: Buffer.alloc(32) } as const;

export type ChainEnd = Pick<LedgerBatch, 'batchNumber' | 'lastNumber' | 'batchHash'>;

/** Why a batch is not what was sealed. */
export type BatchFault = 'BATCH_MISSING' | 'LINE_COUNT' | 'HASH';

/** Makes the hash of a batch anew from its lines, and compares; null = it is what was sealed. */
export function judgeBatch(previous: ChainEnd, batch: LedgerBatch, lines: readonly LedgerLine[]): BatchFault | null {
  if (batch.batchNumber !== previous.batchNumber + 1n || batch.lastNumber <= previous.lastNumber)
    return 'BATCH_MISSING';
  if (batch.lineCount !== lines.length) return 'LINE_COUNT';
  return hashBatch(previous.batchHash, batch, lines).equals(batch.batchHash) ? null : 'HASH';
}

function hashBatch(
  previousHash: Buffer,
  { batchNumber, lineCount }: LedgerBatch,
  lines: readonly LedgerLine[],
): Buffer {
  const numbers = Buffer.alloc(12);
  numbers.writeBigInt64BE(batchNumber, 0);
  numbers.writeInt32BE(lineCount, 8);
  const hash = createHash('sha256').update(previousHash).update(numbers);
  for (const line of lines) hash.update(encodeLedgerLine(line));
  return hash.digest();
}

/** Reads a row of erasure_chain. */
export const toLedgerBatch = (row: Row): LedgerBatch => ({
  batchNumber: BigInt(row['batch_number'] as string),
  lastNumber: BigInt(row['last_number'] as string),
  lineCount: Number(row['line_count']),
  batchHash: row['batch_hash'] as Buffer,
  chainedAt: Math.round(Number(row['chained_at_ms'])),
});
