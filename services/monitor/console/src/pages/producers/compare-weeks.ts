import type { RefusalBucket } from '../refusals/refusals-answer.ts';

/** How a rule was met in the last seven days against the seven before. */
export type WeekChange = {
  readonly code: string;
  readonly before: number;
  readonly after: number;
  readonly change: 'NEW' | 'GONE' | 'MORE' | 'FEWER';
};

const dayMs = 86_400_000;

/** What rules changed, the largest change first; days are those of the buckets. `now`: ms since the epoch. Pure. */
export function compareWeeks(buckets: readonly RefusalBucket[], now: number): readonly WeekChange[] {
  const today = Math.floor(now / dayMs) * dayMs;
  const isAfter = ({ startAt }: RefusalBucket) => startAt > today - 7 * dayMs;
  const isBefore = ({ startAt }: RefusalBucket) => startAt > today - 14 * dayMs && startAt <= today - 7 * dayMs;
  const codes = [...new Set(buckets.map(({ code }) => code))];
  return codes
    .flatMap((code): readonly WeekChange[] => {
      const own = buckets.filter((bucket) => bucket.code === code);
      const [before, after] = [sum(own.filter(isBefore)), sum(own.filter(isAfter))];
      return before === after ? [] : [{ code, before, after, change: nameOf(before, after) }];
    })
    .toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before));
}

function nameOf(before: number, after: number): WeekChange['change'] {
  if (before === 0) return 'NEW';
  if (after === 0) return 'GONE';
  return after > before ? 'MORE' : 'FEWER';
}

const sum = (buckets: readonly RefusalBucket[]): number => buckets.reduce((total, { count }) => total + count, 0);
