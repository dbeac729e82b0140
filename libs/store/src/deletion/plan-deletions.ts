import { encodeTextArray, encodeTimestampArray, encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { lockDueAggregates } from '../sql/deleter/due-deletions.ts';
import { lockPlanningShared } from '../sql/deleter/operators/legal-holds.ts';
import {
  countGroupMembers,
  insertPlan,
  lockGroupMembers,
  lockGroupsOfCases,
  markDeleting,
  markGroupsErasing,
} from '../sql/deleter/plan-deletions.ts';
import { StoreError } from '../store-error.ts';
import { type BatchLimits, decidePlan, type PlanDecision } from './decide-plan.ts';
import { readLogKeys } from './log-keys.ts';
import {
  type DeletionCandidate,
  idOf,
  type LogPlace,
  type PlannedBatch,
  type PlannedDeletion,
  toCandidate,
} from './planned-deletion.ts';

export type PlanRequest = BatchLimits & {
  /** Not to be planned now, though due. */
  readonly excludedIds: readonly string[];
  /** Nothing of these is planned now, unless it goes with a case of another producer. Default none. */
  readonly excludedProducers?: readonly string[];
  /** Due times before this are passed over, milliseconds since the epoch; null = none are. */
  readonly dueFrom: number | null;
  /** Called when everything is written and only the commit is left. */
  readonly onWritten?: () => void;
};

export type PlanResult =
  | {
      readonly outcome: 'PLANNED';
      /** Null: nothing that is due can be planned now. */
      readonly batch: PlannedBatch | null;
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
 * Step 1 of a deletion, one transaction: chooses what is due, marks it, and finds every record of it on the event log. From the mark on
 * nothing is added to it, so all that has to be published can be read again after a crash (readUnfinishedDeletions). Throws
 * StoreError; after a transient one a repeat is safe.
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
  if (decision.planned.length === 0) return { outcome: 'PLANNED', batch: null, postponed };
  const [{ marks, planNumber }, placesById] = await Promise.all([
    mark(client, decision),
    readLogKeys(client, decision.planned),
  ]);
  requireAllKeys(decision, placesById);
  request.onWritten?.();
  const planned = decision.planned.map((candidate) => ({
    ...candidate,
    ...requireMark(marks, candidate.aggregateId),
    records: placesById.get(candidate.aggregateId) ?? [],
  }));
  return { outcome: 'PLANNED', batch: { planNumber, planned }, postponed };
}

async function choose(client: StoreClient, request: PlanRequest): Promise<PlanDecision> {
  const { maxAggregateCount, maxEventCount, excludedIds, excludedProducers = [], dueFrom } = request;
  const [, dueRows] = await runTogether([
    client.run(lockPlanningShared),
    client.run(lockDueAggregates, [
      maxAggregateCount,
      encodeUuidArray(excludedIds),
      dueFrom === null ? null : new Date(dueFrom),
      encodeTextArray(excludedProducers),
    ]),
  ]);
  const due = (dueRows?.rows ?? []).map(toCandidate);
  const caseIds = due.filter(({ kind, groupRef }) => kind === 'CASE' && groupRef !== null).map(idOf);
  const alone = { maxEventCount, due, lockedGroups: new Set<string>(), members: [], memberCounts: new Map() };
  if (caseIds.length === 0) return decidePlan(alone);
  const groups = await client.run(lockGroupsOfCases, [encodeUuidArray(caseIds)]);
  const groupRefs = groups.rows.map((row) => row['group_ref'] as string);
  // After the group locks, not with them: only a later statement sees what their former holders have committed.
  const [members, counts] = await runTogether([
    client.run(lockGroupMembers, [encodeUuidArray(groupRefs)]),
    client.run(countGroupMembers, [encodeUuidArray(groupRefs)]),
  ]);
  return decidePlan({
    ...alone,
    lockedGroups: new Set(groupRefs),
    members: (members?.rows ?? []).map(toCandidate).filter(({ aggregateId }) => !excludedIds.includes(aggregateId)),
    memberCounts: new Map((counts?.rows ?? []).map((row) => [row['group_ref'] as string, Number(row['member_count'])])),
  });
}

type Mark = Pick<PlannedDeletion, 'receiptId' | 'plannedAt'>;

type Marked = { readonly marks: ReadonlyMap<string, Mark>; readonly planNumber: bigint };

async function mark(client: StoreClient, { planned, groupRefs }: PlanDecision): Promise<Marked> {
  const ids = encodeUuidArray(planned.map(idOf));
  const goesWithCase = ({ groupRef }: DeletionCandidate) => groupRef !== null && groupRefs.includes(groupRef);
  const [marked, plan] = await runTogether([
    client.run(markDeleting, [
      ids,
      encodeTextArray(planned.map(({ cause }) => cause)),
      encodeTimestampArray(planned.map((one) => (goesWithCase(one) ? one.dueAt : null))),
    ]),
    client.run(insertPlan, [ids]),
    ...(groupRefs.length === 0 ? [] : [client.run(markGroupsErasing, [encodeUuidArray(groupRefs)])]),
  ]);
  const marks = (marked?.rows ?? []).map(
    (row) =>
      [
        row['aggregate_id'] as string,
        { receiptId: row['receipt_id'] as string, plannedAt: Math.round(Number(row['planned_at_ms'])) },
      ] as const,
  );
  return { marks: new Map(marks), planNumber: BigInt(plan?.rows[0]?.['plan_number'] as string) };
}

function requireMark(marks: ReadonlyMap<string, Mark>, aggregateId: string): Mark {
  const found = marks.get(aggregateId);
  if (found === undefined) throw new StoreError('STORE_RACED', 'an aggregate was not there when it was marked');
  return found;
}

function requireAllKeys(
  { planned, groupRefs }: PlanDecision,
  placesById: ReadonlyMap<string, readonly LogPlace[]>,
): void {
  const faulty = planned.filter(
    ({ aggregateId, eventCount }) => (placesById.get(aggregateId)?.length ?? 0) !== eventCount,
  );
  if (faulty.length === 0) return;
  // With a member its whole case stays: the rest of the group must not go without it.
  const faultyGroups = new Set(
    faulty.map(({ groupRef }) => groupRef).filter((ref) => ref !== null && groupRefs.includes(ref)),
  );
  const owners = planned.filter(({ kind, groupRef }) => kind === 'CASE' && faultyGroups.has(groupRef));
  throw new KeysMissing([...new Set([...faulty, ...owners].map(idOf))]);
}
