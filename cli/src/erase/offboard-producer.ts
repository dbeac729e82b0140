import { findProducer, type Register } from '@varselvakt/register';
import {
  markProducerDue,
  measureProducerStock,
  type OffboardingReceipt,
  offboardProducer,
  type ProducerStock,
  readOffboardingReceipt,
} from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { confirmByTyping } from '../operator/confirm-by-typing.ts';
import { formatTable } from '../terminal.ts';
import type { EraseRun } from './erase-run.ts';
import { waitUntilGone } from './wait-until-gone.ts';

const pollMs = 2_000;

/** Throws CommandError as long as a producer may publish: what it published meanwhile would be stored again. */
export function requireEnded(register: Register, producerId: string, now: number): void {
  const producer = findProducer(register, producerId);
  if (producer === null || (producer.offboardsAt !== null && producer.offboardsAt <= now)) return;
  throw new CommandError(
    `The register still has ${producerId}: take it out, or let its offboardsAt pass. What it publishes meanwhile would be stored again.`,
    exitCodes.failed,
  );
}

/**
 * Shows what a producer has, or has all of it erased once its id was typed; one receipt over everything. Throws CommandError also when
 * something is held; StoreError.
 */
export async function eraseProducer(producerId: string, run: EraseRun): Promise<void> {
  const { client } = run;
  const stock = await measureProducerStock(client, producerId);
  if (run.isSent && stock.length > 0) {
    await confirmByTyping(producerId, run.confirm, run.questions);
    const bar = run.openBar('asked for');
    await offboardProducer(client, producerId, run.operator, (count) => bar.update(count, sum(stock, 'storedCount')));
    bar.end();
  }
  const ended = await waitFor(producerId, run).then(
    () => null,
    (fault: unknown) => fault,
  );
  const left = run.isSent ? await measureProducerStock(client, producerId) : stock;
  const receipt = await readOffboardingReceipt(client, producerId);
  tell(producerId, left, receipt, run);
  if (ended !== null) throw ended;
  const heldCount = sum(left, 'heldCount');
  if (heldCount > 0)
    throw new CommandError(`${heldCount} are kept by legal holds and go when these end.`, exitCodes.failed);
  if (left.length === 0 && receipt.erasedCount === 0)
    throw new CommandError(`Nothing is stored of ${producerId}, and nothing was.`, exitCodes.failed);
}

async function waitFor(producerId: string, run: EraseRun): Promise<void> {
  if (!run.isSent) return;
  const countLeft = async () => {
    // What has come since the first time: from a topic that was not read to its end.
    await markProducerDue(run.client, producerId, () => undefined);
    const left = await measureProducerStock(run.client, producerId);
    return { leftCount: sum(left, 'storedCount'), heldCount: sum(left, 'heldCount') };
  };
  await waitUntilGone({ countLeft, pollMs }, run);
}

const sum = (stock: readonly ProducerStock[], field: Exclude<keyof ProducerStock, 'label'>): number =>
  stock.reduce((total, one) => total + one[field], 0);

function tell(producerId: string, left: readonly ProducerStock[], receipt: OffboardingReceipt, run: EraseRun): void {
  const { isJson, isSent, terminal } = run;
  if (isJson) {
    terminal.printJson(toJson(producerId, left, receipt, isSent));
    return;
  }
  if (left.length > 0) terminal.print(formatStock(left));
  if (receipt.erasedCount > 0) terminal.print(describeReceipt(producerId, receipt));
  if (!isSent && left.length > 0)
    terminal.say(`Nothing was changed: everything of ${producerId} would be erased for good. Add --send to do it.`);
}

const toJson = (
  producerId: string,
  left: readonly ProducerStock[],
  receipt: OffboardingReceipt,
  isSent: boolean,
): unknown => ({
  dryRun: !isSent,
  cause: 'PRODUCER_OFFBOARDED',
  producerId,
  left,
  receipt: {
    ...receipt,
    firstNumber: toNumber(receipt.firstNumber),
    lastNumber: toNumber(receipt.lastNumber),
    linesHash: receipt.linesHash.toString('hex'),
  },
});

const formatStock = (stock: readonly ProducerStock[]): string =>
  formatTable(
    ['LABEL', 'STORED', 'CASES', 'BEING DELETED', 'HELD'],
    stock.map(({ label, storedCount, caseCount, deletingCount, heldCount }) => [
      label,
      ...[storedCount, caseCount, deletingCount, heldCount].map(String),
    ]),
  );

const describeReceipt = (
  producerId: string,
  { erasedCount, firstNumber, lastNumber, linesHash, remainingCount }: OffboardingReceipt,
): string =>
  [
    ['receipt for', `the off-boarding of ${producerId}`],
    ['erased', String(erasedCount)],
    ['still stored', String(remainingCount)],
    ['lines in the ledger', `${firstNumber} to ${lastNumber}`],
    ['hash of these lines', linesHash.toString('hex')],
  ]
    .map(([name = '', value = '']) => `${name.padEnd(24)}${value}`)
    .join('\n');

const toNumber = (value: bigint | null): number | null => (value === null ? null : Number(value));
