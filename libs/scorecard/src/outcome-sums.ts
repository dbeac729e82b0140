import type { FindingCount, OutcomeCounts, OutcomeDay } from './outcome-fold.ts';
import type { OutcomeKind } from './outcome-sighting.ts';

/** The outcomes of all days together. */
export function addOutcomes(days: readonly Pick<OutcomeDay, 'outcomes'>[]): OutcomeCounts {
  const sum = (kind: OutcomeKind) => days.reduce((total, { outcomes }) => total + outcomes[kind], 0);
  return {
    ACCEPTED: sum('ACCEPTED'),
    WARNED: sum('WARNED'),
    REJECTED: sum('REJECTED'),
    DUPLICATE: sum('DUPLICATE'),
    CONFLICT: sum('CONFLICT'),
    UNREADABLE: sum('UNREADABLE'),
    LATE: sum('LATE'),
    DELETION_PLANNED: sum('DELETION_PLANNED'),
    DELETED: sum('DELETED'),
    OTHER: sum('OTHER'),
  };
}

/** Events that were not stored, whatever the reason; the same event again is none of them. */
export const refusedCountOf = ({ REJECTED, CONFLICT, LATE, UNREADABLE }: OutcomeCounts): number =>
  REJECTED + CONFLICT + LATE + UNREADABLE;

/** Findings of one severity by code and clause over all days, the most frequent first. */
export function countCodes(
  days: readonly Pick<OutcomeDay, 'findings'>[],
  severity: FindingCount['severity'],
): readonly { readonly code: string; readonly clause: string | null; readonly count: number }[] {
  const findings = days.flatMap((day) => day.findings.filter((finding) => finding.severity === severity));
  const groups = Map.groupBy(findings, ({ code, clause }) => `${code} ${clause}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { code, clause } = first;
      return [{ code, clause, count: group.reduce((total, { count }) => total + count, 0) }];
    })
    .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}
