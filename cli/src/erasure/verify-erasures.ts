import { type KnownSeal, type LedgerVerdict, verifyLedger } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { formatSeal } from './parse-seal.ts';

/** What a fault in the ledger means, for people. */
const faults = {
  BATCH_MISSING: 'a batch is missing before it, or the numbers are out of order',
  LINE_COUNT: 'it holds another number of lines than were sealed',
  HASH: 'a line, or the seal itself, is not what was sealed',
  UNSEALED_LINES: 'there are lines that no batch has sealed',
  KNOWN_SEAL: 'the given seal is not in the chain',
} as const;

/** Makes the whole chain anew and prints what came out. Throws CommandError when it is broken, StoreError. */
export async function verifyErasures(known: KnownSeal | null, isJson: boolean, terminal: Terminal): Promise<void> {
  const verdict = await withDatabase({ applicationName: 'varselvakt-erasure', statementTimeoutMs: 0 }, (client) =>
    verifyLedger(client, { known, onProgress: showProgress(process.stderr) }),
  );
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (isJson) terminal.printJson(toJson(verdict));
  if (verdict.outcome === 'BROKEN')
    throw new CommandError(
      `The ledger is broken at batch ${verdict.batchNumber}: ${faults[verdict.fault]}.`,
      exitCodes.failed,
    );
  if (!isJson) terminal.print(describe(verdict));
}

const describe = ({ lineCount, batchCount, head }: LedgerVerdict & { outcome: 'INTACT' }): string =>
  head === null
    ? 'The ledger is empty.'
    : [
        `The ledger is intact: ${lineCount} lines in ${batchCount} batches.`,
        `Its newest seal: ${formatSeal(head)}`,
        'Keep the seal where nobody who can change the database can change it, and give it to --seal later.',
      ].join('\n');

const toJson = (verdict: LedgerVerdict) =>
  verdict.outcome === 'INTACT'
    ? { ...verdict, head: verdict.head === null ? null : formatSeal(verdict.head) }
    : { ...verdict, batchNumber: Number(verdict.batchNumber) };

/** A line on the terminal that says how far it has come; nothing where nobody looks. */
const showProgress =
  (stderr: NodeJS.WriteStream) =>
  ({ batchCount, lineCount }: { readonly batchCount: number; readonly lineCount: number }): void => {
    if (stderr.isTTY) stderr.write(`\r${lineCount} lines in ${batchCount} batches …`);
  };
