import { isUuid } from '@varselvakt/domain';
import {
  addLegalHold,
  findLegalHold,
  type HoldCover,
  type HoldRequest,
  type HoldTarget,
  type LegalHold,
  listLegalHolds,
  measureHoldCover,
  type Operator,
  releaseLegalHold,
} from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatTable, type Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

/** How a command is to go on. */
export type Mode = { readonly dryRun: boolean; readonly isJson: boolean };
type TargetOptions = { readonly aggregate?: string; readonly label?: string; readonly producer?: string };

const use = { applicationName: 'varselvakt-holds' };

/** What is to be held: exactly one of the three. Throws CommandError. */
export function readTarget({ aggregate, label, producer }: TargetOptions): HoldTarget {
  const given = [aggregate, label, producer].filter((text) => text !== undefined && text.trim() !== '');
  if (given.length !== 1)
    throw new CommandError('Say exactly one of --aggregate, --label and --producer.', exitCodes.usage);
  if (label !== undefined) return { scope: 'LABEL', label };
  if (producer !== undefined) return { scope: 'PRODUCER', producerId: producer };
  if (aggregate === undefined || !isUuid(aggregate))
    throw new CommandError('An aggregate’s id is a UUID.', exitCodes.usage);
  return { scope: 'AGGREGATE', aggregateId: aggregate.toLowerCase() };
}

/** Places a hold, or says what it would keep. Throws CommandError, StoreError. */
export async function addHold(request: HoldRequest, operator: Operator, mode: Mode, terminal: Terminal): Promise<void> {
  const done = await withDatabase(use, async (client) =>
    mode.dryRun
      ? { hold: null, cover: await measureHoldCover(client, request.target) }
      : addLegalHold(client, request, operator),
  );
  if (done === null) throw new CommandError('--expires has passed already, by the database’s clock.', exitCodes.usage);
  if (mode.isJson) terminal.printJson({ ...mode, hold: done.hold === null ? null : toJson(done.hold), ...done.cover });
  else terminal.print(describeAdded(done.hold, done.cover));
}

function describeAdded(hold: LegalHold | null, { coveredCount, dueCount, tooLateCount }: HoldCover): string {
  const what = hold === null ? 'Nothing was changed. The hold would keep' : `Hold ${hold.holdId} keeps`;
  const late =
    tooLateCount === 0 ? '' : `\nToo late for ${tooLateCount}: their deletion was planned before and goes to its end.`;
  return `${what} ${coveredCount} cases and notifications, ${dueCount} of them due.${late}`;
}

/** Ends a hold before its time, or says which one it would be. Throws CommandError, StoreError. */
export async function releaseHold(
  holdId: string,
  operator: Operator,
  mode: Mode & { readonly confirm: (name: string) => Promise<void> },
  terminal: Terminal,
): Promise<void> {
  if (!isUuid(holdId))
    throw new CommandError('A hold’s id is a UUID; "varselvakt holds list" shows it.', exitCodes.usage);
  const hold = await withDatabase(use, async (client) => {
    const standing = await findLegalHold(client, holdId);
    if (mode.dryRun || standing === null) return standing;
    // What is due goes within seconds then.
    await mode.confirm(standing.target);
    return releaseLegalHold(client, holdId, operator);
  });
  if (hold === null) throw new CommandError('No such hold stands.', exitCodes.failed);
  if (mode.isJson) return terminal.printJson({ dryRun: mode.dryRun, hold: toJson(hold) });
  const words = mode.dryRun ? 'Nothing was changed. It would end' : 'It has ended';
  terminal.print(`${words}: hold ${hold.holdId} on ${describeTarget(hold)}. What is due goes with the next run.`);
}

/** Lists the holds that stand, or all there ever were. Throws StoreError. */
export async function listHolds(withEnded: boolean, isJson: boolean, terminal: Terminal): Promise<void> {
  const holds = await withDatabase(use, (client) => listLegalHolds(client, withEnded));
  if (isJson) return terminal.printJson(holds.map(toJson));
  if (holds.length === 0) return terminal.print('Nothing is held.');
  const rows = holds.map((hold) => [
    hold.holdId,
    describeTarget(hold),
    hold.owner,
    new Date(hold.expiresAt).toISOString(),
    describeState(hold),
    hold.reason,
  ]);
  terminal.print(formatTable(['HOLD', 'ON', 'OWNER', 'UNTIL', 'STATE', 'REASON'], rows));
}

const describeTarget = ({ scope, target }: LegalHold): string => `${scope.toLowerCase()} ${target}`;

const describeState = ({ isStanding, releasedBy }: LegalHold): string =>
  isStanding ? 'stands' : releasedBy === null ? 'expired' : `released by ${releasedBy}`;

const toJson = (hold: LegalHold) => ({
  ...hold,
  createdAt: new Date(hold.createdAt).toISOString(),
  expiresAt: new Date(hold.expiresAt).toISOString(),
  releasedAt: hold.releasedAt === null ? null : new Date(hold.releasedAt).toISOString(),
});
