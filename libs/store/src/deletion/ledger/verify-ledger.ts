import type { StoreClient } from '../../connect.ts';
import { countUnsealedLines, readBatchesAfter, readLastBatch, readLinesBetween } from '../../sql/deleter/ledger.ts';
import {
  type BatchFault,
  type ChainEnd,
  chainStart,
  judgeBatch,
  type LedgerBatch,
  toLedgerBatch,
} from './ledger-batch.ts';
import { type LedgerLine, toLedgerLine } from './ledger-line.ts';

/** A batch as it was seen earlier and written down elsewhere. */
export type KnownSeal = { readonly batchNumber: bigint; readonly batchHash: Buffer };

export type VerifyRequest = {
  /** The chain must still hold it: without one, nobody could tell that the newest batches are missing. */
  readonly known: KnownSeal | null;
  readonly onProgress: (checked: { readonly batchCount: number; readonly lineCount: number }) => void;
};

export type LedgerVerdict =
  | {
      readonly outcome: 'INTACT';
      readonly batchCount: number;
      readonly lineCount: number;
      /** The last batch; null while the ledger is empty. */
      readonly head: KnownSeal | null;
    }
  | {
      readonly outcome: 'BROKEN';
      /** The first batch that is not what was sealed. */
      readonly batchNumber: bigint;
      /** UNSEALED_LINES: lines that no batch holds. KNOWN_SEAL: the given batch is missing or another one. */
      readonly fault: BatchFault | 'UNSEALED_LINES' | 'KNOWN_SEAL';
    };

const maxLinesAtOnce = 20_000;
const maxBatchesAtOnce = 1_000;

/** Makes the hash chain of the ledger anew, from its first line to its last, up to the first fault. Throws StoreError. */
export async function verifyLedger(client: StoreClient, { known, onProgress }: VerifyRequest): Promise<LedgerVerdict> {
  let end: ChainEnd = chainStart;
  let lineCount = 0;
  for (;;) {
    const batches = await readBatches(client, end);
    if (batches.length === 0) break;
    const lines = await readLines(client, end, batches);
    for (const batch of batches) {
      const own = linesOf(lines, end, batch);
      const fault = judgeBatch(end, batch, own) ?? judgeKnown(batch, known);
      if (fault !== null) return { outcome: 'BROKEN', batchNumber: end.batchNumber + 1n, fault };
      lineCount += own.length;
      end = batch;
    }
    onProgress({ batchCount: Number(end.batchNumber), lineCount });
  }
  const broken = (fault: 'UNSEALED_LINES' | 'KNOWN_SEAL') =>
    ({ outcome: 'BROKEN', batchNumber: end.batchNumber + 1n, fault }) as const;
  if (known !== null && known.batchNumber > end.batchNumber) return broken('KNOWN_SEAL');
  const unsealed = (await client.run(countUnsealedLines)).rows[0];
  if (Number(unsealed?.['line_count']) > 0) return broken('UNSEALED_LINES');
  return { outcome: 'INTACT', batchCount: Number(end.batchNumber), lineCount, head: end === chainStart ? null : end };
}

/** The newest seal: worth writing down where nobody who can change the database can change it. Throws StoreError. */
export async function readLedgerHead(client: StoreClient): Promise<LedgerBatch | null> {
  const row = (await client.run(readLastBatch)).rows[0];
  return row === undefined ? null : toLedgerBatch(row);
}

/** As many of the next batches as are held in memory at once. */
async function readBatches(client: StoreClient, end: ChainEnd): Promise<readonly LedgerBatch[]> {
  const { rows } = await client.run(readBatchesAfter, [end.batchNumber.toString(), maxBatchesAtOnce]);
  const batches = rows.map(toLedgerBatch);
  let lineCount = 0;
  const beyond = batches.findIndex((batch) => {
    lineCount += batch.lineCount;
    return lineCount > maxLinesAtOnce;
  });
  return beyond === -1 ? batches : batches.slice(0, Math.max(1, beyond));
}

async function readLines(
  client: StoreClient,
  end: ChainEnd,
  batches: readonly LedgerBatch[],
): Promise<readonly LedgerLine[]> {
  // The first batch holds every line there is up to its last one, whatever its number.
  const from = end === chainStart ? lowestNumber : end.lastNumber.toString();
  const { rows } = await client.run(readLinesBetween, [from, batches.at(-1)?.lastNumber.toString()]);
  return rows.map(toLedgerLine);
}

const lowestNumber = (-(2n ** 63n)).toString();

function linesOf(lines: readonly LedgerLine[], end: ChainEnd, batch: LedgerBatch): readonly LedgerLine[] {
  const after = (number: bigint) => firstAfter(lines, number);
  return lines.slice(end === chainStart ? 0 : after(end.lastNumber), after(batch.lastNumber));
}

/** The index of the first line with a higher number, by halving. */
function firstAfter(lines: readonly LedgerLine[], number: bigint): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.erasureNumber ?? 0n) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

const judgeKnown = (batch: LedgerBatch, known: KnownSeal | null): 'KNOWN_SEAL' | null =>
  known !== null && known.batchNumber === batch.batchNumber && !known.batchHash.equals(batch.batchHash)
    ? 'KNOWN_SEAL'
    : null;
