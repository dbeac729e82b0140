import type { AcceptedEvent } from '@varselvakt/domain';
import { foreseeRetention, type RuleCode } from '@varselvakt/rules';
import type { ChangedLabel } from './changed-policy.ts';

/** When a case or notification would go under another policy, or why one of its events would have been refused. */
export type ForeseenPlan =
  | { readonly outcome: 'PLANNED'; readonly deleteAt: number }
  | { readonly outcome: 'REFUSED'; readonly code: RuleCode }
  /** Its creation is not among the events. */
  | { readonly outcome: 'UNKNOWN' };

/**
 * Judges the events of one case or notification again, each as of when it was accepted, and folds what comes out as the persister
 * does: the creation sets, EXTEND keeps the later, OVERRIDE replaces; updates that came first count after the creation. Pure.
 */
export function foreseePlan(events: readonly AcceptedEvent[], label: ChangedLabel): ForeseenPlan {
  const judged = events.map(({ event, acceptedAt, environment }) =>
    foreseeRetention(event, label, { at: acceptedAt, environment: environment === 'prod' ? 'prod' : 'dev' }),
  );
  const refusal = judged.flatMap(({ refusals }) => refusals)[0];
  if (refusal !== undefined) return { outcome: 'REFUSED', code: refusal };
  const decisions = judged.map(({ decision }) => decision);
  const creation = decisions.find(({ operation }) => operation === 'SET');
  if (creation === undefined || creation.deleteAt === null) return { outcome: 'UNKNOWN' };
  let deleteAt = creation.deleteAt;
  for (const { operation, deleteAt: given } of decisions) {
    if (given === null) continue;
    if (operation === 'OVERRIDE') deleteAt = given;
    if (operation === 'EXTEND') deleteAt = Math.max(deleteAt, given);
  }
  return { outcome: 'PLANNED', deleteAt };
}
