import { checkCompactedView, checkDeletion, checkEarlyDeletion } from './check-deletion.ts';
import { checkConservation, checkDeadLetters, checkLoss } from './check-fates.ts';
import { checkCopies, checkInvention, checkSingleRows } from './check-invention.ts';
import { checkOrder } from './check-order.ts';
import type { Evidence, Invariant, Violation } from './evidence.ts';
import { findRecordFates } from './record-fates.ts';

const MAX_SHOWN = 20;

/** Only the invariants that are violated, each with its first offences. Empty = all hold. */
export type Verdict = Readonly<Partial<Record<Invariant, readonly Violation[]>>>;

/** Checks every invariant that can be seen from outside. Pure. */
export function judge(evidence: Evidence): Verdict {
  const fates = findRecordFates(evidence);
  const found: readonly (readonly [Invariant, readonly Violation[]])[] = [
    ['I1', checkLoss(evidence, fates)],
    ['I2', checkInvention(evidence)],
    ['I3', checkSingleRows(evidence)],
    ['I4', checkOrder(evidence)],
    ['I6', checkDeletion(evidence)],
    ['I7', checkEarlyDeletion(evidence)],
    ['I8', checkCompactedView(evidence)],
    ['I10', checkDeadLetters(evidence)],
    ['I11', checkCopies(evidence)],
    ['I12', checkConservation(fates)],
  ];
  return Object.fromEntries(
    found.filter(([, violations]) => violations.length > 0).map(([name, violations]) => [name, shorten(violations)]),
  );
}

/** How many records ended where, for a line of output. */
export function countFates(evidence: Evidence): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { fates } of findRecordFates(evidence)) {
    const name = fates.join('+') || 'NOWHERE';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function shorten(violations: readonly Violation[]): readonly Violation[] {
  const more = violations.length - MAX_SHOWN;
  return more > 0 ? [...violations.slice(0, MAX_SHOWN), `… and ${more} more`] : violations;
}
