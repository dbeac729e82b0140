import type { StoreClient } from '../../connect.ts';
import {
  countRowsLeft,
  findLinesOfAggregate,
  findLinesOfReceipt,
  readBatchOfLine,
  readLinesBetween,
} from '../../sql/deleter/ledger.ts';
import { chainStart, judgeBatch, type LedgerBatch, toLedgerBatch } from './ledger-batch.ts';
import { type LedgerLine, toLedgerLine } from './ledger-line.ts';

/** What can be shown of one erasure. */
export type Receipt = {
  readonly line: LedgerLine;
  /** The batch that seals it; null: none does, so somebody has put the line there. */
  readonly batch: LedgerBatch | null;
  /** Its place in the batch, from 1. */
  readonly place: number;
  /** Whether the batch's hash follows from the one before and its lines. */
  readonly isSealIntact: boolean;
};

export type Receipts = {
  /** The newest first; an aggregate whose creation came late has several. */
  readonly receipts: readonly Receipt[];
  /** Rows that the tables still hold of it; null when a receipt was asked for, from which the aggregate cannot be told. */
  readonly rowsLeftCount: number | null;
};

/** The erasures of an aggregate, or the one of a receipt (then every line is read), with their seals checked. Throws StoreError. */
export async function readReceipts(client: StoreClient, id: string): Promise<Receipts> {
  const ofAggregate = (await client.run(findLinesOfAggregate, [id])).rows.map(toLedgerLine);
  if (ofAggregate.length > 0) {
    const left = (await client.run(countRowsLeft, [id])).rows[0];
    return { receipts: await sealed(client, ofAggregate), rowsLeftCount: Number(left?.['row_count']) };
  }
  const ofReceipt = (await client.run(findLinesOfReceipt, [id])).rows.map(toLedgerLine);
  return { receipts: await sealed(client, ofReceipt), rowsLeftCount: null };
}

async function sealed(client: StoreClient, lines: readonly LedgerLine[]): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (const line of lines) receipts.push(await readSeal(client, line));
  return receipts;
}

async function readSeal(client: StoreClient, line: LedgerLine): Promise<Receipt> {
  const { rows } = await client.run(readBatchOfLine, [line.erasureNumber.toString()]);
  const batches = rows.map(toLedgerBatch);
  const batch = batches.find(({ lastNumber }) => lastNumber >= line.erasureNumber);
  if (batch === undefined) return { line, batch: null, place: 0, isSealIntact: false };
  const previous = batches.find(({ batchNumber }) => batchNumber === batch.batchNumber - 1n) ?? chainStart;
  const range = [previous.lastNumber.toString(), batch.lastNumber.toString()];
  const own = (await client.run(readLinesBetween, range)).rows.map(toLedgerLine);
  const place = own.findIndex(({ erasureNumber }) => erasureNumber === line.erasureNumber) + 1;
  return { line, batch, place, isSealIntact: judgeBatch(previous, batch, own) === null };
}
