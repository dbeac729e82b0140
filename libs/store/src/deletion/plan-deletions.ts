import type { OutboxLine } from '../batch/stored-rows.ts';
import { encodeTextArray, encodeTimestampArray, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf } from '../content-partition.ts';
import { insertOutbox } from '../outbox/insert-outbox.ts';
import { lockDueAggregates } from '../sql/deleter/due-deletions.ts';
import {
  countGroupMembers,
  insertTombstoneLinesOf,
  lockGroupMembers,
  lockGroupsOfCases,
  markDeleting,
  markGroupsErasing,
} from '../sql/deleter/plan-deletions.ts';
import { decidePlan, type PlanDecision } from './decide-plan.ts';
import { type DeletionCandidate, type PlannedDeletion, toCandidate } from './planned-deletion.ts';

export type PlanRequest = {
  readonly maxAggregateCount: number;
  /** Not to be planned now, though due. */
  readonly excludedIds: readonly string[];
  /** The HardDeleted record of a planned deletion; null when there is none to publish. */
  readonly toHardDeleted: (planned: PlannedDeletion) => OutboxLine | null;
  /** Called when everything is written and only the commit is left. */
  readonly onWritten?: () => void;
};

export type PlanResult =
  | {
      readonly outcome: 'PLANNED';
      readonly planned: readonly PlannedDeletion[];
      /** Cases whose group is in use; try them later. */
      readonly postponed: readonly string[];
    }
  /** These have not as many log keys as events: nothing was planned, and they must not be before somebody has looked. */
  | { readonly outcome: 'INCONSISTENT'; readonly aggregateIds: readonly string[] };

/** Leaves the transaction when the keys do not add up. */
class KeysMissing extends Error {
  override readonly name = 'KeysMissing';
  readonly aggregateIds: readonly string[];

  constructor(aggregateIds: readonly string[]) {
    super('log keys and events do not add up');
    this.aggregateIds = aggregateIds;
  }
}

/**
 * Step 1 of a deletion, one transaction: chooses what is due, marks it, and writes every record that follows to the outbox,
 * HardDeleted ones before tombstones. Throws StoreError; after a transient one a repeat is safe.
 */
export async function planDeletions(client: StoreClient, request: PlanRequest): Promise<PlanResult> {
  try {
    return await client.transaction(() => planInTransaction(client, request));
  } catch (error) {
    if (!(error instanceof KeysMissing)) throw error;
    return { outcome: 'INCONSISTENT', aggregateIds: error.aggregateIds };
  }
}

async function planInTransaction(client: StoreClient, request: PlanRequest): Promise<PlanResult> {
  const decision = await choose(client, request);
  const { postponed } = decision;
  if (decision.planned.length === 0) return { outcome: 'PLANNED', planned: [], postponed };
  const planned = await mark(client, decision);
  const hardDeleted = planned.map(request.toHardDeleted).filter((line) => line !== null);
  if (hardDeleted.length > 0) await insertOutbox(client, 'DELETER', hardDeleted);
  await writeTombstones(client, planned, decision);
  request.onWritten?.();
  return { outcome: 'PLANNED', planned, postponed };
}

async function choose(client: StoreClient, { maxAggregateCount, excludedIds }: PlanRequest): Promise<PlanDecision> {
  const dueRows = await client.run(lockDueAggregates, [maxAggregateCount, encodeUuidArray(excludedIds)]);
  const due = dueRows.rows.map(toCandidate);
  const caseIds = due.filter(({ kind, groupRef }) => kind === 'CASE' && groupRef !== null).map(idOf);
  if (caseIds.length === 0) return decidePlan({ due, lockedGroups: new Set(), members: [], memberCounts: new Map() });
  const groups = await client.run(lockGroupsOfCases, [encodeUuidArray(caseIds)]);
  const groupRefs = groups.rows.map((row) => row['group_ref'] as string);
  // After the group locks, not with them: only a later statement sees what their former holders have committed.
  const [members, counts] = await runTogether([
    client.run(lockGroupMembers, [encodeUuidArray(groupRefs)]),
    client.run(countGroupMembers, [encodeUuidArray(groupRefs)]),
  ]);
  return decidePlan({
    due,
    lockedGroups: new Set(groupRefs),
    members: (members?.rows ?? []).map(toCandidate).filter(({ aggregateId }) => !excludedIds.includes(aggregateId)),
    memberCounts: new Map((counts?.rows ?? []).map((row) => [row['group_ref'] as string, Number(row['member_count'])])),
  });
}

async function mark(client: StoreClient, { planned, groupRefs }: PlanDecision): Promise<readonly PlannedDeletion[]> {
  const [marked] = await runTogether([
    client.run(markDeleting, [
      encodeUuidArray(planned.map(idOf)),
      encodeTextArray(planned.map(({ cause }) => cause)),
      encodeTimestampArray(planned.map(({ dueAt }) => dueAt)),
    ]),
    client.run(markGroupsErasing, [encodeUuidArray(groupRefs)]),
  ]);
  const rowById = new Map((marked?.rows ?? []).map((row) => [row['aggregate_id'] as string, row]));
  return planned.map((candidate) => {
    const row = rowById.get(candidate.aggregateId);
    const plannedAt = Math.round(Number(row?.['planned_at_ms']));
    return { ...candidate, receiptId: row?.['receipt_id'] as string, plannedAt };
  });
}

async function writeTombstones(
  client: StoreClient,
  planned: readonly PlannedDeletion[],
  { groupRefs }: PlanDecision,
): Promise<void> {
  const byDay = Map.groupBy(planned, ({ contentDay }) => contentDay);
  const written = await runTogether(
    [...byDay].map(([day, some]) => {
      const text = insertTombstoneLinesOf(contentTableOf(day));
      return client.runOnce(text, [encodeUuidArray(some.map(idOf))]);
    }),
  );
  const countById = new Map(
    written.flatMap(({ rows }) => rows.map((row) => [row['aggregate_id'], Number(row['line_count'])])),
  );
  const faulty = planned.filter(({ aggregateId, eventCount }) => countById.get(aggregateId) !== eventCount);
  if (faulty.length === 0) return;
  // With a member its whole case stays: the rest of the group must not go without it.
  const faultyGroups = new Set(
    faulty.map(({ groupRef }) => groupRef).filter((ref) => ref !== null && groupRefs.includes(ref)),
  );
  const owners = planned.filter(({ kind, groupRef }) => kind === 'CASE' && faultyGroups.has(groupRef));
  throw new KeysMissing([...new Set([...faulty, ...owners].map(idOf))]);
}

const idOf = ({ aggregateId }: DeletionCandidate): string => aggregateId;
