import {
  approveDeletions,
  countToApprove,
  type Operator,
  pauseDeletions,
  readControl,
  resumeDeletions,
} from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { use } from './show-deletions.ts';

/** An act, who does it and how it is told. */
export type Steering = {
  readonly operator: Operator;
  readonly dryRun: boolean;
  /** Has the name of what cannot be undone typed; throws CommandError otherwise. */
  readonly confirm: (name: string) => Promise<void>;
  readonly isJson: boolean;
  readonly terminal: Terminal;
};

/** Nothing is planned until then. Throws CommandError, StoreError. */
export async function pause(until: number, steering: Steering): Promise<void> {
  const isDone = await withDatabase(
    use,
    async (client) => steering.dryRun || (await pauseDeletions(client, until, steering.operator)),
  );
  if (!isDone) throw hasPassed();
  const iso = new Date(until).toISOString();
  const text = `Deletions are paused until ${iso}; what is planned already is ended.`;
  tell(steering, { pausedUntil: iso }, text);
}

/** Ends a pause. Throws CommandError, StoreError. */
export async function resume(steering: Steering): Promise<void> {
  const isDone = await withDatabase(use, async (client) =>
    steering.dryRun ? (await readControl(client)).pause !== null : resumeDeletions(client, steering.operator),
  );
  if (!isDone) throw new CommandError('Deletions are not paused.', exitCodes.failed);
  tell(steering, { pausedUntil: null }, 'Deletions go on with the next run.');
}

/** Lets go what is due although it is more than is usual, and a tenth more. Throws CommandError, StoreError. */
export async function approve(until: number, steering: Steering): Promise<void> {
  const count = await withDatabase(use, async (client) => {
    if ((await readControl(client)).stop === null)
      throw new CommandError('Deletions do not stand still: there is nothing to approve.', exitCodes.failed);
    const approvedCount = await countToApprove(client);
    if (steering.dryRun) return approvedCount;
    await steering.confirm(`${approvedCount} deletions`);
    return (await approveDeletions(client, { count: approvedCount, until }, steering.operator)) ? approvedCount : null;
  });
  if (count === null) throw hasPassed();
  const iso = new Date(until).toISOString();
  const text = `Up to ${count} deletions within 24 hours may go until ${iso}, beginning with the next run.`;
  tell(steering, { approvedCount: count, until: iso }, text);
}

const hasPassed = () => new CommandError('That instant has passed already, by the database’s clock.', exitCodes.usage);

function tell({ dryRun, isJson, terminal }: Steering, facts: Readonly<Record<string, unknown>>, text: string): void {
  if (isJson) terminal.printJson({ dryRun, ...facts });
  else terminal.print(dryRun ? `Nothing was changed. It would be: ${text}` : text);
}
