import {
  approveDeletions,
  countToApprove,
  listLegalHolds,
  type Operator,
  pauseDeletions,
  readControl,
  readDeletionsAhead,
  readNewestErasures,
  readOverdueDeletions,
  readPlannableDeletions,
  resumeDeletions,
  type StoreClient,
  type StoreConnection,
} from '@varselvakt/store';
import { Refusal } from '../desks/answer-fault.ts';
import { createKeptAnswers } from '../desks/kept-answers.ts';
import type { AheadAnswer, DeletionsOverview, DueAnswer, HoldsAnswer, LedgerAnswer } from './deletions-schema.ts';
import { readOverview } from './read-overview.ts';

export type AheadSelection = {
  readonly dayCount: number;
  readonly producer: string | null;
  readonly label: string | null;
};

export type Approval = { readonly count: number; readonly until: number; readonly typed: string };

/** Tells about deletions, and lets an operator steer them. Throws Refusal, StoreError. */
export type DeletionsDesk = {
  readonly overview: () => Promise<DeletionsOverview>;
  readonly ahead: (selection: AheadSelection) => Promise<AheadAnswer>;
  readonly due: () => Promise<DueAnswer>;
  readonly holds: () => Promise<HoldsAnswer>;
  readonly ledger: (below: bigint | null) => Promise<LedgerAnswer>;
  readonly pause: (until: number, operator: Operator) => Promise<void>;
  readonly resume: (operator: Operator) => Promise<void>;
  readonly approve: (approval: Approval, operator: Operator) => Promise<void>;
};

/** What must be typed for an approval. */
export const approvalName = (count: number): string => `${count} deletions`;

const keepMs = 3_000;
const keepDueMs = 15_000;
/** Counting reads each row of the span. */
const keepAheadMs = 300_000;
const maxLabels = 200;
const maxOldest = 50;
const maxLines = 50;

/** Makes the desk. `tell` shows what operators have written without what looks like a person's data. */
export function createDeletionsDesk(
  connection: StoreConnection,
  tell: (text: string) => string,
  now: () => number,
): DeletionsDesk {
  const kept = createKeptAnswers(now);
  const ask = <T>(question: string, forMs: number, work: (client: StoreClient) => Promise<T>): Promise<T> =>
    kept.get(question, forMs, () => connection.withClient(work));
  const act = async (work: (client: StoreClient) => Promise<void>): Promise<void> => {
    await connection.withClient(work);
    kept.forget();
  };
  return {
    overview: () => ask('overview', keepMs, (client) => readOverview(client, tell)),
    ahead: (selection) => {
      const { dayCount, producer, label } = selection;
      return ask(`ahead ${JSON.stringify([dayCount, producer, label])}`, keepAheadMs, async (client) => {
        const question = { dayCount, producerId: producer, label, maxLabels };
        const { days, labels } = await readDeletionsAhead(client, question);
        return { askedAt: now(), dayCount, selection: { producer, label }, days: [...days], labels: [...labels] };
      });
    },
    due: () =>
      ask('due', keepDueMs, async (client) => ({
        going: [...(await readPlannableDeletions(client))],
        oldest: [...(await readOverdueDeletions(client, maxOldest))],
      })),
    holds: () =>
      ask('holds', keepMs, async (client) => ({
        holds: (await listLegalHolds(client, false)).map(
          ({ holdId, scope, target, reason, owner, createdAt, expiresAt }) => ({
            ...{ holdId, scope, target, reason: tell(reason), owner: tell(owner), createdAt, expiresAt },
          }),
        ),
      })),
    ledger: (below) => ask(`ledger ${below}`, keepMs, (client) => readLedger(client, below)),
    pause: (until, operator) =>
      act(async (client) => {
        if (!(await pauseDeletions(client, until, operator))) throw hasPassed();
      }),
    resume: (operator) =>
      act(async (client) => {
        if (!(await resumeDeletions(client, operator)))
          throw new Refusal(409, 'NOT_PAUSED', 'Deletions are not paused.');
      }),
    approve: (approval, operator) => act((client) => approve(client, approval, operator)),
  };
}

const hasPassed = () => new Refusal(409, 'HAS_PASSED', 'That instant has passed already, by the database’s clock.');

async function readLedger(client: StoreClient, below: bigint | null): Promise<LedgerAnswer> {
  const found = await readNewestErasures(client, below, maxLines + 1);
  const shown = found.slice(0, maxLines);
  const lines = shown.map(({ erasureNumber, eventCount, ...line }) => ({
    ...line,
    number: erasureNumber.toString(),
    tombstoneCount: eventCount,
  }));
  return { lines, next: found.length > maxLines ? (lines.at(-1)?.number ?? null) : null };
}

async function approve(client: StoreClient, { count, until, typed }: Approval, operator: Operator): Promise<void> {
  if (typed.trim() !== approvalName(count))
    throw new Refusal(409, 'NOT_CONFIRMED', `Nothing was changed: ${approvalName(count)} was not typed.`);
  if ((await readControl(client)).stop === null)
    throw new Refusal(409, 'NOT_STOPPED', 'Deletions do not stand still: there is nothing to approve.');
  // Never more than there is: a slip of the finger would let go whatever comes.
  if (count > Math.max(1, await countToApprove(client)))
    throw new Refusal(409, 'LESS_TO_APPROVE', 'There is less to approve by now: look again.');
  if (!(await approveDeletions(client, { count, until }, operator))) throw hasPassed();
}
