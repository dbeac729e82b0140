import { type Receipt, type Receipts, readReceipts } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { formatSeal } from './parse-seal.ts';

/** Prints what the ledger holds of an aggregate or of a receipt. Throws CommandError when nothing, or a broken seal; StoreError. */
export async function showReceipt(id: string, isJson: boolean, terminal: Terminal): Promise<void> {
  const found = await withDatabase({ applicationName: 'varselvakt-erasure', statementTimeoutMs: 0 }, (client) =>
    readReceipts(client, id),
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

function describe({ line, batch, place, isSealIntact }: Receipt, { rowsLeftCount }: Receipts): string {
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
    ['looked over', line.verifiedAt === null ? 'not yet' : new Date(line.verifiedAt).toISOString()],
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

function toJson({ receipts, rowsLeftCount }: Receipts): unknown {
  return {
    rowsLeftCount,
    receipts: receipts.map(({ line, batch, place, isSealIntact }) => ({
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
      ledgerLine: Number(line.erasureNumber),
      batch: batch === null ? null : { seal: formatSeal(batch), place, lineCount: batch.lineCount },
      isSealIntact,
    })),
  };
}
