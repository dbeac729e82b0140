import type { Row } from '../../act.ts';
import type { StoreClient } from '../../connect.ts';
import {
  countHeld,
  findHold,
  insertHold,
  lockPlanning,
  measureCover,
  readHolds,
  releaseHold,
} from '../../sql/deleter/operators/legal-holds.ts';
import { type Operator, recordAction } from './record-action.ts';

/** What is held: one case or notification, or everything of a label or producer. */
export type HoldTarget =
  | { readonly scope: 'AGGREGATE'; readonly aggregateId: string }
  | { readonly scope: 'LABEL'; readonly label: string }
  | { readonly scope: 'PRODUCER'; readonly producerId: string };

/** A legal hold; instants in milliseconds since the epoch. */
export type LegalHold = {
  readonly holdId: string;
  readonly scope: HoldTarget['scope'];
  readonly target: string;
  readonly reason: string;
  readonly owner: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly releasedAt: number | null;
  readonly releasedBy: string | null;
  readonly isStanding: boolean;
};

/** What a hold keeps. */
export type HoldCover = {
  readonly coveredCount: number;
  /** Of these: would be deleted now. */
  readonly dueCount: number;
  /** Planned before: their tombstones may be on the log already, so they are deleted all the same. */
  readonly tooLateCount: number;
};

export type HoldRequest = {
  readonly target: HoldTarget;
  /** Whose decision it is: a person or office that can be asked. */
  readonly owner: string;
  readonly expiresAt: number;
};

/**
 * Places a hold and writes it down. When it returns, nothing that the hold covers is planned any more; what was planned before
 * is counted. Null: `expiresAt` has passed by the database's clock. Throws StoreError.
 */
export async function addLegalHold(
  client: StoreClient,
  request: HoldRequest,
  operator: Operator,
): Promise<{ readonly hold: LegalHold; readonly cover: HoldCover } | null> {
  return client.transaction(async () => {
    await client.run(lockPlanning);
    const target = toParams(request.target);
    const { rows } = await client.run(insertHold, [
      ...target,
      operator.reason,
      request.owner,
      new Date(request.expiresAt),
    ]);
    if (rows[0] === undefined) return null;
    const hold = toHold(rows[0]);
    const { holdId, scope, owner } = hold;
    await recordAction(client, 'HOLD_ADDED', operator, { holdId, scope, target: hold.target, owner });
    return { hold, cover: await measureHoldCover(client, request.target) };
  });
}

/** What a hold on it would keep, and what it would come too late for. Throws StoreError. */
export async function measureHoldCover(client: StoreClient, target: HoldTarget): Promise<HoldCover> {
  const row = (await client.run(measureCover, toParams(target))).rows[0];
  return {
    coveredCount: Number(row?.['covered_count']),
    dueCount: Number(row?.['due_count']),
    tooLateCount: Number(row?.['too_late_count']),
  };
}

/** Ends a hold before its time and writes it down; null: no such hold stands. Throws StoreError. */
export async function releaseLegalHold(
  client: StoreClient,
  holdId: string,
  operator: Operator,
): Promise<LegalHold | null> {
  return client.transaction(async () => {
    const row = (await client.run(releaseHold, [holdId, operator.actor])).rows[0];
    if (row === undefined) return null;
    const hold = toHold(row);
    await recordAction(client, 'HOLD_RELEASED', operator, { holdId, scope: hold.scope, target: hold.target });
    return hold;
  });
}

/** The hold, if it stands; null otherwise. Throws StoreError. */
export async function findLegalHold(client: StoreClient, holdId: string): Promise<LegalHold | null> {
  const row = (await client.run(findHold, [holdId])).rows[0];
  return row === undefined ? null : toHold(row);
}

/** The holds that stand, or all there ever were; the newest first. Throws StoreError. */
export async function listLegalHolds(client: StoreClient, withEnded: boolean): Promise<readonly LegalHold[]> {
  return (await client.run(readHolds, [withEnded])).rows.map(toHold);
}

/** How many are due and not deleted because of holds. Throws StoreError. */
export async function countHeldDeletions(client: StoreClient): Promise<number> {
  return Number((await client.run(countHeld)).rows[0]?.['held_count']);
}

const toParams = (target: HoldTarget): readonly (string | null)[] => [
  target.scope === 'AGGREGATE' ? target.aggregateId : null,
  target.scope === 'LABEL' ? target.label : null,
  target.scope === 'PRODUCER' ? target.producerId : null,
];

const toHold = (row: Row): LegalHold => ({
  holdId: row['hold_id'] as string,
  scope: row['scope'] as LegalHold['scope'],
  target: row['target'] as string,
  reason: row['reason'] as string,
  owner: row['owner'] as string,
  createdAt: Math.round(Number(row['created_at_ms'])),
  expiresAt: Math.round(Number(row['expires_at_ms'])),
  releasedAt: row['released_at_ms'] === null ? null : Math.round(Number(row['released_at_ms'])),
  releasedBy: row['released_by'] as string | null,
  isStanding: row['is_standing'] === true,
});
