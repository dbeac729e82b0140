import type { StopReason } from '@varselvakt/store';

/** How much may go within 24 hours before somebody has to look. */
export type VolumeLimits = {
  /** So many times what is usual; 0 = not asked. */
  readonly factor: number;
  /** Whatever is usual: so many are never too many. */
  readonly floorCount: number;
  /** Whatever is usual: more is always too many. */
  readonly absoluteCount: number;
};

export type VolumeFacts = {
  readonly limits: VolumeLimits;
  /** Erased by full days ago, index 0 = within the last 24 hours. */
  readonly erasedByDay: readonly number[];
  /** Being deleted. */
  readonly plannedCount: number;
  readonly approvedCount: number | null;
};

export type VolumeAllowance = {
  /** How many may still be planned; 0 or less: none. */
  readonly leftCount: number;
  /** The limit that this comes from. */
  readonly limitCount: number;
  readonly reason: StopReason;
};

/** What is usual is known after so many days with deletions. */
const minDayCount = 3;

/**
 * How much may be planned now. Days are compared and not runs: retention that ends at midnight makes one run a day that is a hundred
 * times the others. Days on which nothing was erased do not count, for most installations rest at weekends.
 */
export function decideVolume({ limits, erasedByDay, plannedCount, approvedCount }: VolumeFacts): VolumeAllowance {
  const usual = median(erasedByDay.slice(1).filter((count) => count > 0));
  const abnormalCount =
    usual === null || limits.factor === 0
      ? Number.POSITIVE_INFINITY
      : Math.max(limits.floorCount, limits.factor * usual);
  const reason = abnormalCount < limits.absoluteCount ? 'ABNORMAL_VOLUME' : 'ABSOLUTE_LIMIT';
  const limitCount = Math.max(Math.min(abnormalCount, limits.absoluteCount), approvedCount ?? 0);
  return { leftCount: limitCount - (erasedByDay[0] ?? 0) - plannedCount, limitCount, reason };
}

/** Null when there are too few to tell. */
function median(counts: readonly number[]): number | null {
  if (counts.length < minDayCount) return null;
  const sorted = counts.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
