import type { AheadAnswer } from './deletions-answers.ts';

const dayMs = 86_400_000;

/** Every day of the span, those on which nothing becomes due too. */
export function fillDays({ days, dayCount, askedAt }: AheadAnswer): {
  readonly at: readonly number[];
  readonly counts: readonly number[];
} {
  const byDay = new Map(days.map(({ day, dueCount }) => [day, dueCount]));
  const firstAt = Math.floor(askedAt / dayMs) * dayMs;
  const at = Array.from({ length: dayCount + 1 }, (_, index) => firstAt + index * dayMs);
  return { at, counts: at.map((one) => byDay.get(new Date(one).toISOString().slice(0, 10)) ?? 0) };
}
