import { type Erasable, listErasable, readErasedAggregates, requestErasure } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { confirmByTyping } from '../operator/confirm-by-typing.ts';
import { formatErasureLines, toErasureLines } from './describe-erasure.ts';
import type { EraseRun } from './erase-run.ts';
import type { SubjectRole } from './subject/subject-matcher.ts';
import { waitUntilGone } from './wait-until-gone.ts';

/** What was found, and how. */
export type Choice = {
  readonly aggregateIds: readonly string[];
  readonly rolesById: ReadonlyMap<string, ReadonlySet<SubjectRole>> | null;
  /** For the record of operators' acts: names no person and nothing that is erased. */
  readonly detail: Readonly<Record<string, unknown>>;
};

const pollMs = 500;
const maxNotedReceipts = 1_000;

/**
 * Shows what would go, or has it erased once its name was typed. What legal holds keep goes when they end. Throws CommandError also when
 * something is held; StoreError.
 */
export async function eraseAggregates(choice: Choice, run: EraseRun): Promise<void> {
  const { client } = run;
  const listed = await listErasable(client, choice.aggregateIds);
  if (listed.length === 0) throw new CommandError('Nothing that is stored matches.', exitCodes.failed);
  if (run.isSent) {
    await confirmByTyping(nameOf(listed), run.confirm, run.questions);
    await requestErasure(client, namedIds(listed), run.operator, {
      ...choice.detail,
      receiptIds: listed.slice(0, maxNotedReceipts).map(({ receiptId }) => receiptId),
    });
  }
  const ended = await waitFor(listed, run).then(
    () => null,
    (fault: unknown) => fault,
  );
  await tell(listed, choice, run);
  if (ended !== null) throw ended;
  requireNoneHeld(listed);
}

const namedIds = (listed: readonly Erasable[]): readonly string[] =>
  listed.filter(({ isNamed }) => isNamed).map(({ aggregateId }) => aggregateId);

const idsOf = (listed: readonly Erasable[]): readonly string[] => listed.map(({ aggregateId }) => aggregateId);

/** What a person types: the id of the one, or how many they are. */
const nameOf = (listed: readonly Erasable[]): string =>
  listed.length === 1 && listed[0] !== undefined ? listed[0].aggregateId : `${listed.length} aggregates`;

async function waitFor(listed: readonly Erasable[], run: EraseRun): Promise<void> {
  if (!run.isSent) return;
  const countLeft = async () => {
    const left = await listErasable(run.client, idsOf(listed));
    return { leftCount: left.length, heldCount: left.filter(({ isHeld, isDeleting }) => isHeld && !isDeleting).length };
  };
  await waitUntilGone({ countLeft, pollMs }, run);
}

async function tell(listed: readonly Erasable[], choice: Choice, run: EraseRun): Promise<void> {
  const erased = await readErasedAggregates(run.client, idsOf(listed));
  const lines = toErasureLines(listed, erased, choice.rolesById);
  if (run.isJson) return run.terminal.printJson({ dryRun: !run.isSent, cause: 'OPERATOR', aggregates: lines });
  run.terminal.print(formatErasureLines(lines));
  run.terminal.say(describe(lines.length, erased.length, run));
}

function describe(foundCount: number, erasedCount: number, { isSent, waitMs }: EraseRun): string {
  if (!isSent) return `Nothing was changed: ${foundCount} would be erased for good. Add --send to do it.`;
  if (waitMs !== null)
    return `${erasedCount} of ${foundCount} are erased; "varselvakt erasure receipt <id>" proves it.`;
  return `${foundCount} are asked for and go within seconds; "varselvakt erasure receipt <aggregateId>" proves it then.`;
}

function requireNoneHeld(listed: readonly Erasable[]): void {
  const held = listed.filter(({ isHeld, isDeleting }) => isHeld && !isDeleting);
  if (held.length > 0)
    throw new CommandError(
      `${held.length} are kept by legal holds ("varselvakt holds list") and go when these end.`,
      exitCodes.failed,
    );
}
