import { isZeroDuration, parseDuration } from './duration.ts';
import { isInstant } from './field-limits.ts';
import type { Retention, RetentionUpdate } from './generated/events.ts';
import { addDuration } from './oslo-calendar.ts';

/** When a producer's retention ends, or why it says nothing: both or neither given, or a value nobody can reckon with. */
export type ResolvedRetention =
  | { readonly outcome: 'RESOLVED'; readonly deleteAt: number }
  | { readonly outcome: 'AMBIGUOUS' }
  | { readonly outcome: 'INVALID'; readonly field: 'until' | 'after' };

/**
 * The instant (epoch ms) at which a retention ends, counted from `occurredAt` (epoch ms). Whether that lies in the past is
 * not judged here. Never throws.
 */
export const resolveRetention = (retention: Retention | RetentionUpdate, occurredAt: number): ResolvedRetention => {
  const { until, after } = retention;
  if ((until === null) === (after === null)) return { outcome: 'AMBIGUOUS' };
  if (until !== null) {
    return isInstant(until) ? { outcome: 'RESOLVED', deleteAt: until } : { outcome: 'INVALID', field: 'until' };
  }
  const deleteAt = after === null ? undefined : resolveRetentionPeriod(after, occurredAt);
  return deleteAt === undefined ? { outcome: 'INVALID', field: 'after' } : { outcome: 'RESOLVED', deleteAt };
};

/** The instant a period such as `P4M` ends, counted from `occurredAt`; undefined when it is unreadable, zero or beyond the year 9999. */
export const resolveRetentionPeriod = (period: string, occurredAt: number): number | undefined => {
  const duration = parseDuration(period);
  return duration === undefined || isZeroDuration(duration) ? undefined : addDuration(occurredAt, duration);
};
