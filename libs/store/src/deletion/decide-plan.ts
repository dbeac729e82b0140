import type { DeletionCandidate } from './planned-deletion.ts';

/** How much one transaction deletes, and how much of it is held in memory. */
export type BatchLimits = {
  readonly maxAggregateCount: number;
  /** One that has more by itself, or with its group, goes alone. */
  readonly maxEventCount: number;
};

export type PlanFacts = {
  readonly maxEventCount: number;
  /** Due, not held, locked. */
  readonly due: readonly DeletionCandidate[];
  /** Groups of the due cases that could be locked. */
  readonly lockedGroups: ReadonlySet<string>;
  /** What could be locked of these groups. */
  readonly members: readonly DeletionCandidate[];
  /** How many there are in each group. */
  readonly memberCounts: ReadonlyMap<string, number>;
};

export type PlanDecision = {
  readonly planned: readonly DeletionCandidate[];
  /** Groups that are erased with their case. */
  readonly groupRefs: readonly string[];
  /** Cases whose group somebody is writing to just now; they stay due for the next time. */
  readonly postponed: readonly string[];
};

/**
 * Decides what one transaction deletes. A case takes its whole group with it, whatever the others' own retention, for the case's
 * cause and at the case's time; if but one member is in use, the case waits, for half a group must never be left behind.
 */
export function decidePlan(facts: PlanFacts): PlanDecision {
  const planned = new Map<string, DeletionCandidate>();
  const groupRefs: string[] = [];
  const postponed: string[] = [];
  const membersByGroup = Map.groupBy(facts.members, ({ groupRef }) => groupRef);
  let eventCount = 0;
  for (const candidate of facts.due) {
    if (planned.has(candidate.aggregateId)) continue; // with its case
    const groupRef = ownGroupOf(candidate);
    const going = groupRef === null ? [candidate] : goingWith(candidate, membersByGroup.get(groupRef) ?? [], facts);
    if (going === null) {
      postponed.push(candidate.aggregateId);
      continue;
    }
    eventCount += countEvents(going);
    if (eventCount > facts.maxEventCount && planned.size > 0) break; // the rest stays due for the next transaction
    if (groupRef !== null) groupRefs.push(groupRef);
    for (const one of going) planned.set(one.aggregateId, one);
  }
  return { planned: [...planned.values()], groupRefs, postponed };
}

const ownGroupOf = ({ kind, groupRef }: DeletionCandidate): string | null => (kind === 'CASE' ? groupRef : null);

const countEvents = (candidates: readonly DeletionCandidate[]): number =>
  candidates.reduce((sum, { eventCount }) => sum + eventCount, 0);

/** The whole group of a case; null when it is not whole. */
function goingWith(
  owner: DeletionCandidate,
  group: readonly DeletionCandidate[],
  { lockedGroups, memberCounts }: PlanFacts,
): readonly DeletionCandidate[] | null {
  const groupRef = owner.groupRef ?? '';
  if (!lockedGroups.has(groupRef) || group.length !== memberCounts.get(groupRef)) return null;
  return group.map((member) => ({ ...member, cause: owner.cause, dueAt: Math.min(owner.dueAt, member.dueAt) }));
}
