import type { RetentionEffect } from '@varselvakt/register';
import type { LabelPlans } from '@varselvakt/store';

/** What a change of the register means for deletions that are planned already. */
export type PlannedChange = RetentionEffect &
  Pick<LabelPlans, 'storedCount' | 'byDefaultCount'> & { readonly sentence: string };

const dayOf = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

const none = { storedCount: 0, byDefaultCount: 0, firstByDefaultAt: null, lastByDefaultAt: null, lastAt: 0 } as const;

function sayGone({ label }: RetentionEffect, { storedCount, lastAt }: Omit<LabelPlans, 'label'>): string {
  if (storedCount === 0) return `label "${label}": nothing is stored under it`;
  const stored = many(storedCount, 'case or notification is', 'cases and notifications are');
  return `label "${label}": ${stored} stored under it; each stays until its planned deletion, the last ${dayOf(lastAt)}`;
}

function sayMoved(effect: RetentionEffect, plans: Omit<LabelPlans, 'label'>): string {
  const { label, was, is, wouldGo } = effect;
  const { byDefaultCount, firstByDefaultAt, lastByDefaultAt } = plans;
  if (byDefaultCount === 0) return `label "${label}": no planned deletion was set by its default`;
  const planned = many(byDefaultCount, 'planned deletion was', 'planned deletions were');
  const span = `${dayOf(firstByDefaultAt)} to ${dayOf(lastByDefaultAt)}`;
  const would = wouldGo === null ? '' : ` (${is} would make them ${wouldGo === 'EARLIER' ? 'earlier' : 'later'})`;
  return `label "${label}": ${planned} set by the earlier default ${was}, due ${span}; they stay${would}; only a RetentionChanged of the producer moves one`;
}

/** Puts what is stored beside what changes, in words. Pure. */
export function describePlanned(
  effects: readonly RetentionEffect[],
  plans: readonly LabelPlans[],
): readonly PlannedChange[] {
  return effects.map((effect) => {
    const found = plans.find(({ label }) => label === effect.label) ?? none;
    const sentence = effect.isGone ? sayGone(effect, found) : sayMoved(effect, found);
    return { ...effect, storedCount: found.storedCount, byDefaultCount: found.byDefaultCount, sentence };
  });
}
