import { lengthOfPeriod } from '../period-length.ts';
import type { Register } from '../register.ts';

/** A change that makes people ask what becomes of deletions that are planned already. They never move by themselves. */
export interface RetentionEffect {
  readonly label: string;
  /** Who owned it before. */
  readonly producerId: string;
  /** The default before and after, ISO 8601 durations; null where there is none. */
  readonly was: string | null;
  readonly is: string | null;
  /** The label is not in the register any more. */
  readonly isGone: boolean;
  /** Where the new default would put what the earlier one has planned; null where they cannot be compared. */
  readonly wouldGo: 'EARLIER' | 'LATER' | null;
}

const decideDirection = (was: string | null, is: string | null): RetentionEffect['wouldGo'] => {
  const [before, after] = [lengthOfPeriod(was), lengthOfPeriod(is)];
  if (before === undefined || after === undefined || before === after) return null;
  return after < before ? 'EARLIER' : 'LATER';
};

/** Labels that lose or change the retention which they give, so that planned deletions can be counted. */
export const findRetentionEffects = (before: Register, after: Register): readonly RetentionEffect[] =>
  [...before.labels.values()].flatMap(({ name: label, ownerId: producerId, retention }) => {
    const kept = after.labels.get(label);
    const [was, is] = [retention.default, kept?.retention.default ?? null];
    if (kept !== undefined && was === is) return [];
    return [{ label, producerId, was, is, isGone: kept === undefined, wouldGo: decideDirection(was, is) }];
  });
