import type { ScorecardWindow } from './scorecard.ts';
import { dayMs, dayNumberOf } from './utc-day.ts';

export type WindowQuestion = {
  readonly askedFromAt: number;
  readonly now: number;
  readonly outcomesFromAt: number | null;
  readonly volumeFromAt: number | null;
};

/** When the UTC day of `at` began, milliseconds since the epoch. */
export const beginOfDay = (at: number): number => dayNumberOf(at) * dayMs;

/**
 * From when figures count: the day that was asked for, or the first whole day of which no outcome has left the topics. Where there is no
 * such day yet, it is the moment since when nothing has left.
 */
export function decideWindow({ askedFromAt, now, outcomesFromAt, volumeFromAt }: WindowQuestion): ScorecardWindow {
  const asked = beginOfDay(askedFromAt);
  const window = { askedFromAt: asked, untilAt: now, outcomesFromAt, volumeFromAt };
  if (outcomesFromAt === null || outcomesFromAt <= asked) return { ...window, fromAt: asked };
  const nextDay = beginOfDay(outcomesFromAt - 1) + dayMs;
  return { ...window, fromAt: nextDay <= now ? nextDay : outcomesFromAt };
}

/** Whether stored events and outcomes count over the same days, so that one may be divided by the other. */
export const isComparable = ({ fromAt, volumeFromAt }: ScorecardWindow): boolean =>
  beginOfDay(fromAt) === fromAt && (volumeFromAt === null || volumeFromAt <= fromAt);
