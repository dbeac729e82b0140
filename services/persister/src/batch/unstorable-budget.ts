/** So many rows that the database refuses cannot be bad data: something of ours is broken. A person must look. */
class TooManyUnstorable extends Error {
  override readonly name = 'TooManyUnstorable';
  readonly code = 'PERSISTER_TOO_MANY_UNSTORABLE';
  readonly retriable = true;
}

export type UnstorableBudget = {
  /** Takes one; throws TooManyUnstorable when the budget of the current window is spent. */
  readonly spend: () => void;
};

/**
 * Allows `maxCount` rows to be dead-lettered because the database refused them, per window of `windowMs`. Above that the
 * persister stops (and in the end exits), so that a fault in our own SQL never empties the log into the dead letters.
 */
export function createUnstorableBudget(maxCount: number, windowMs: number, now: () => number): UnstorableBudget {
  let windowStartedAt = Number.NEGATIVE_INFINITY;
  let spentCount = 0;
  return {
    spend: () => {
      if (now() - windowStartedAt >= windowMs) {
        windowStartedAt = now();
        spentCount = 0;
      }
      spentCount += 1;
      if (spentCount > maxCount) throw new TooManyUnstorable(`${maxCount} rows refused within ${windowMs} ms`);
    },
  };
}
