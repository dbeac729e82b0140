import type { DeletionCandidate } from './planned-deletion.ts';

export type PlanFacts = {
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
export function decidePlan({ due, lockedGroups, members, memberCounts }: PlanFacts): PlanDecision {
  const planned = new Map<string, DeletionCandidate>();
  const groupRefs: string[] = [];
  const postponed: string[] = [];
  const membersByGroup = Map.groupBy(members, (member) => member.groupRef);
  for (const candidate of due) {
    if (candidate.kind !== 'CASE' || candidate.groupRef === null) {
      if (!planned.has(candidate.aggregateId)) planned.set(candidate.aggregateId, candidate);
      continue;
    }
    const group = membersByGroup.get(candidate.groupRef) ?? [];
    const isWhole = group.length === memberCounts.get(candidate.groupRef);
    if (!lockedGroups.has(candidate.groupRef) || !isWhole) {
      postponed.push(candidate.aggregateId);
      continue;
    }
    groupRefs.push(candidate.groupRef);
    for (const member of group) planned.set(member.aggregateId, goingWith(candidate, member));
  }
  return { planned: [...planned.values()], groupRefs, postponed };
}

const goingWith = (owner: DeletionCandidate, member: DeletionCandidate): DeletionCandidate => ({
  ...member,
  cause: owner.cause,
  dueAt: Math.min(owner.dueAt, member.dueAt),
});
