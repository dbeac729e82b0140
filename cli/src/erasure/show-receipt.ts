import {
  type Receipt,
  type Receipts,
  readReceipts,
  readVerification,
  type StoreClient,
  type Verification,
} from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { formatSeal } from './parse-seal.ts';

/** Prints what the ledger holds of an aggregate or of a receipt. Throws CommandError when nothing, or a broken seal; StoreError. */
export async function showReceipt(id: string, isJson: boolean, terminal: Terminal): Promise<void> {
  const found = await withDatabase({ applicationName: 'varselvakt-erasure', statementTimeoutMs: 0 }, (client) =>
    readVerified(client, id),
  );
  if (isJson) terminal.printJson(toJson(found));
  else if (found.receipts.length > 0) terminal.print(found.receipts.map((one) => describe(one, found)).join('\n\n'));
  if (found.receipts.length === 0)
    throw new CommandError(
      'The ledger knows neither an erased aggregate nor a receipt with this id.',
      exitCodes.failed,
    );
  if (found.receipts.some(({ isSealIntact }) => !isSealIntact))
    throw new CommandError('The batch is not what was sealed: see "varselvakt erasure verify".', exitCodes.failed);
}

type Verified = Pick<Receipts, 'rowsLeftCount'> & {
  readonly receipts: readonly (Receipt & { readonly verification: Verification | null })[];
};

async function readVerified(client: StoreClient, id: string): Promise<Verified> {
  const { receipts, rowsLeftCount } = await readReceipts(client, id);
  const verified: Verified['receipts'][number][] = [];
  for (const receipt of receipts)
    verified.push({ ...receipt, verification: await readVerification(client, receipt.line.erasureNumber) });
  return { receipts: verified, rowsLeftCount };
}

/** What the last sweep looked at; nothing of it was there, or it is among the finds. */
const describeSweep = ({ sweepNumber, finishedAt, recordCount, rowCount }: Verification): string =>
  `${new Date(finishedAt).toISOString()} (sweep ${sweepNumber}: ${recordCount} records of the event log and ${rowCount} rows)`;

const describeFinds = ({ foundCount, lastFoundAt }: Verification): string =>
  foundCount === 0 || lastFoundAt === null
    ? 'never'
    : `${foundCount} times, last ${new Date(lastFoundAt).toISOString()}; removed each time`;

function describe(
  { line, batch, place, isSealIntact, verification }: Verified['receipts'][number],
  { rowsLeftCount }: Verified,
): string {
  const seal = batch === null ? 'none' : formatSeal(batch);
  const rows = [
    ['receipt', line.receiptId],
    ['kind', line.kind],
    ['cause', line.cause],
    ['producer', line.producerId],
    ['label', line.label],
    ['due', toIso(line.dueAtUs)],
    ['planned', toIso(line.plannedAtUs)],
    ['tombstones acknowledged', `${toIso(line.publishedAtUs)} (${line.eventCount})`],
    ['rows gone', toIso(line.rowsGoneAtUs)],
    ['verified first', line.verifiedAt === null ? 'not yet' : new Date(line.verifiedAt).toISOString()],
    ['verified last', verification === null ? 'not yet' : describeSweep(verification)],
    ['found again', verification === null ? 'not looked for yet' : describeFinds(verification)],
    [
      'place in the chain',
      batch === null ? 'none' : `line ${place} of ${batch.lineCount} in batch ${batch.batchNumber}`,
    ],
    ['seal', `${seal} (${isSealIntact ? 'made anew from the lines: intact' : 'NOT what was sealed'})`],
    ...(rowsLeftCount === null ? [] : [['rows left in the tables', String(rowsLeftCount)]]),
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(24)}${value}`).join('\n');
}

const toIso = (atUs: bigint): string => new Date(Number(atUs / 1_000n)).toISOString();

function toJson({ receipts, rowsLeftCount }: Verified): unknown {
  return {
    rowsLeftCount,
    receipts: receipts.map(({ line, batch, place, isSealIntact, verification }) => ({
      receiptId: line.receiptId,
      kind: line.kind,
      cause: line.cause,
      producerId: line.producerId,
      label: line.label,
      tombstoneCount: line.eventCount,
      dueAt: toIso(line.dueAtUs),
      plannedAt: toIso(line.plannedAtUs),
      publishedAt: toIso(line.publishedAtUs),
      rowsGoneAt: toIso(line.rowsGoneAtUs),
      verifiedAt: line.verifiedAt === null ? null : new Date(line.verifiedAt).toISOString(),
      verification:
        verification === null
          ? null
          : {
              sweep: Number(verification.sweepNumber),
              finishedAt: new Date(verification.finishedAt).toISOString(),
              recordCount: verification.recordCount,
              rowCount: verification.rowCount,
              foundCount: verification.foundCount,
            },
      ledgerLine: Number(line.erasureNumber),
      batch: batch === null ? null : { seal: formatSeal(batch), place, lineCount: batch.lineCount },
      isSealIntact,
    })),
  };
}
