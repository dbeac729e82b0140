/** A commit as it was seen; `lag` is null where it was not known then. Instants in milliseconds since the epoch. */
export type CommitSample = { readonly offset: number; readonly at: number; readonly lag: number | null };

/** The last commits of a group in one partition, the ends of the log at the last looks, and the lags then; oldest first. */
export type CommitWindow = {
  readonly commits: readonly CommitSample[];
  readonly ends: readonly number[];
  readonly lags: readonly number[];
};

export type WindowRules = {
  /** Commits and ends that are kept. */
  readonly size: number;
  /** A commit that comes sooner after the one before takes its place. */
  readonly minDistanceMs: number;
};

/** One look at a partition. */
export type Look = {
  readonly committedOffset: number;
  readonly endOffset: number;
  readonly lag: number | null;
  readonly at: number;
  /** Whether a member of the group has the partition. */
  readonly isHeld: boolean;
};

export const emptyWindow: CommitWindow = { commits: [], ends: [], lags: [] };

const withLast = <Item>(items: readonly Item[], item: Item, size: number): readonly Item[] =>
  items.length < size ? [...items, item] : [...items.slice(items.length - size + 1), item];

/**
 * The window after one more look. Kafka does not tell when a group committed, nor whether it committed the same offset again. So an offset
 * that has moved is a commit now; one that has not is a commit again as long as a member has the partition (it stalls), and none when
 * nobody has (it has stopped).
 */
export function nextWindow(window: CommitWindow, look: Look, { size, minDistanceMs }: WindowRules): CommitWindow {
  const { committedOffset: offset, lag, at } = look;
  const ends = withLast(window.ends, look.endOffset, size);
  const lags = lag === null ? window.lags : withLast(window.lags, lag, size);
  const last = window.commits.at(-1);
  if (last !== undefined && !look.isHeld && last.offset === offset) return { ...window, ends, lags };
  if (last !== undefined && at - last.at < minDistanceMs) {
    // The instant stays the older one: else somebody who commits all the time would never fill a second place.
    return { commits: [...window.commits.slice(0, -1), { offset, at: last.at, lag }], ends, lags };
  }
  return { commits: withLast(window.commits, { offset, at, lag }, size), ends, lags };
}

export type LagTrend = 'RISING' | 'FALLING' | 'STEADY';

/** Where the lag goes over the window; null before there are two looks. */
export function trendOf({ lags }: CommitWindow): LagTrend | null {
  const [first, last] = [lags.at(0), lags.at(-1)];
  if (first === undefined || last === undefined || lags.length < 2) return null;
  if (first === last) return 'STEADY';
  return last > first ? 'RISING' : 'FALLING';
}
