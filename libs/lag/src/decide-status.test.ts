import { describe, expect, test } from '@jest/globals';
import { type CommitWindow, emptyWindow, nextWindow } from './commit-window.ts';
import { decideStatus, worstStatus } from './decide-status.ts';

type Commit = readonly [offset: number, at: number, lag: number | null];

/** `burrow` = the number of the case in Burrow's own table of what each set of commits must be called. */
type Case = {
  readonly burrow: number;
  readonly what: string;
  readonly commits: readonly Commit[];
  readonly ends: readonly number[];
  readonly lag: number;
  readonly now: number;
  readonly allowed?: number;
  readonly status: string;
};

const steps = (offsets: readonly number[], lags: readonly (number | null)[]): readonly Commit[] =>
  offsets.map((offset, i) => [offset, (i + 1) * 100_000, lags[i] ?? null]);
const ahead = [1000, 2000, 3000, 4000, 5000];
const still = [1000, 1000, 1000, 1000, 1000];
const rising = [50, 100, 150, 200, 250];
const fromZero = [0, 50, 100, 150, 200];
const quick = Array.from({ length: 15 }, (_, i): Commit => [792748079 + i, 1512224618356 + i * 1_003, 0]);
const back = [1000, 2000, 3000, 2000];
const backLags = [100, 150, 200, 1250, 300];
const halfKnown = Array.from({ length: 10 }, (_, i): Commit => {
  const lag = i % 2 === 0 ? i * 25 : null;
  return [1000 + 500 * i, 100_000 + 50_000 * i, lag];
});

const cases: readonly Case[] = [
  {
    burrow: 0,
    what: 'zero lag somewhere',
    commits: steps(ahead, fromZero),
    ends: [5200],
    lag: 200,
    now: 600_000,
    status: 'OK',
  },
  {
    burrow: 1,
    what: 'silent just as long as the window',
    commits: steps(ahead, fromZero),
    ends: [5200],
    lag: 200,
    now: 900_000,
    status: 'OK',
  },
  {
    burrow: 2,
    what: 'silent longer than the window, though the lag was zero once',
    commits: steps(ahead, fromZero),
    ends: [5200],
    lag: 200,
    now: 1_000_000,
    status: 'STOP',
  },
  {
    burrow: 3,
    what: 'silent, and never at the end',
    commits: steps(ahead, rising),
    ends: [5250],
    lag: 250,
    now: 1_000_000,
    status: 'STOP',
  },
  {
    burrow: 4,
    what: 'does not move, but the lag was zero',
    commits: steps(still, fromZero),
    ends: [1200],
    lag: 200,
    now: 600_000,
    status: 'OK',
  },
  {
    burrow: 5,
    what: 'does not move',
    commits: steps(still, [100, 150, 200, 250, 300]),
    ends: [1300],
    lag: 300,
    now: 600_000,
    status: 'STALL',
  },
  {
    burrow: 6,
    what: 'does not move, nor does the lag',
    commits: steps(still, [100, 100, 100, 100, 100]),
    ends: [1100],
    lag: 100,
    now: 600_000,
    status: 'STALL',
  },
  {
    burrow: 7,
    what: 'went back and is further again',
    commits: steps([...back, 4000], backLags),
    ends: [4300],
    lag: 300,
    now: 600_000,
    status: 'OK',
  },
  {
    burrow: 8,
    what: 'silent, but nothing waits',
    commits: steps(ahead, rising),
    ends: [5250],
    lag: 0,
    now: 1_000_000,
    status: 'OK',
  },
  {
    burrow: 9,
    what: 'silent since new records came',
    commits: quick,
    ends: [792749024, 792749000, 792748800, 792748600, 792748500],
    lag: 931,
    now: 1512224650_000,
    status: 'STOP',
  },
  {
    burrow: 10,
    what: 'silent, but at the end a few looks ago',
    commits: quick,
    ends: [792748094, 792748093, 792748093, 792748093],
    lag: 1,
    now: 1512224650_000,
    status: 'OK',
  },
  {
    burrow: 11,
    what: 'the lag is not known at each commit',
    commits: halfKnown,
    ends: [5700],
    lag: 200,
    now: 600_000,
    status: 'OK',
  },
  {
    burrow: 12,
    what: 'silent, but within the allowed lag',
    commits: [
      [1000, 100_000, 2],
      [2000, 200_000, 1],
      [2000, 300_000, 1],
    ],
    ends: [2001],
    lag: 1,
    now: 550_000,
    allowed: 1,
    status: 'OK',
  },
  {
    burrow: 13,
    what: 'does not move, beyond the allowed lag',
    commits: steps(still, [100, 150, 200, 250, 300]),
    ends: [1300],
    lag: 300,
    now: 600_000,
    allowed: 99,
    status: 'STALL',
  },
  {
    burrow: 14,
    what: 'went back and is further again, beyond the allowed lag',
    commits: steps([...back, 4000], backLags),
    ends: [4300],
    lag: 300,
    now: 600_000,
    allowed: 99,
    status: 'OK',
  },
  {
    burrow: 15,
    what: 'went back and is not as far yet',
    commits: steps([...back, 2500], backLags),
    ends: [4300],
    lag: 300,
    now: 600_000,
    status: 'REWIND',
  },
];

const windowOf = (commits: readonly Commit[], ends: readonly number[]): CommitWindow => ({
  commits: commits.map(([offset, at, lag]) => ({ offset, at, lag })),
  ends,
  lags: [],
});

describe('the status of a partition', () => {
  test.each(cases)(
    'is $status, as in case $burrow of Burrow: $what',
    ({ commits, ends, lag, now, allowed, status }) => {
      const rules = { size: commits.length, allowedLag: allowed ?? 0, minimumComplete: 0 };
      expect(decideStatus(windowOf(commits, ends), lag, now, rules).status).toBe(status);
    },
  );

  test('is WARN when it moves and the lag never falls', () => {
    const rules = { size: 5, allowedLag: 0, minimumComplete: 0 };
    const window = windowOf(steps(ahead, [10, 20, 20, 30, 40]), [5040]);
    expect(decideStatus(window, 40, 600_000, rules)).toEqual({ status: 'WARN', cause: 'FALLS_BEHIND', complete: 1 });
    const recovering = windowOf(steps(ahead, [10, 20, 19, 30, 40]), [5040]);
    expect(decideStatus(recovering, 40, 600_000, rules).status).toBe('OK');
  });

  test('is OK without judgement while the window is not complete enough', () => {
    const rules = { size: 10, allowedLag: 0, minimumComplete: 0.6 };
    const window = windowOf(steps(still, rising), [1250]);
    expect(decideStatus(window, 250, 600_000, rules)).toEqual({ status: 'OK', cause: 'FEW_LOOKS', complete: 0.5 });
    expect(decideStatus(window, 250, 600_000, { ...rules, minimumComplete: 0.5 }).status).toBe('STALL');
  });

  test('is OK where nothing was ever committed, and where the lag is not known', () => {
    const rules = { size: 5, allowedLag: 0, minimumComplete: 0 };
    expect(decideStatus(emptyWindow, null, 0, rules)).toMatchObject({ status: 'OK', cause: 'NO_COMMIT' });
    expect(decideStatus(windowOf(steps(still, rising), []), null, 600_000, rules).status).toBe('OK');
  });
});

describe('the status of a group', () => {
  test.each([
    [[], 'OK'],
    [['OK', 'OK'], 'OK'],
    [['OK', 'WARN'], 'WARN'],
    [['WARN', 'STOP', 'OK'], 'ERR'],
    [['REWIND'], 'ERR'],
  ] as const)('of %j is %s', (statuses, expected) => {
    expect(worstStatus(statuses)).toBe(expected);
  });
});

describe('the window of commits', () => {
  const rules = { size: 3, minDistanceMs: 0 };
  const look = { committedOffset: 5, endOffset: 9, lag: 4, at: 1_000, isHeld: true };

  test('keeps as many commits and ends as it has places', () => {
    let window = emptyWindow;
    for (let i = 1; i <= 5; i += 1)
      window = nextWindow(window, { ...look, committedOffset: i, endOffset: i, at: i }, rules);
    expect(window.commits.map(({ offset }) => offset)).toEqual([3, 4, 5]);
    expect(window.ends).toEqual([3, 4, 5]);
  });

  test('takes an offset that stays for a commit while a member has the partition, and for none when nobody has', () => {
    const first = nextWindow(emptyWindow, look, rules);
    expect(nextWindow(first, { ...look, at: 2_000 }, rules).commits.map(({ at }) => at)).toEqual([1_000, 2_000]);
    const left = nextWindow(first, { ...look, at: 2_000, isHeld: false }, rules);
    expect(left.commits.map(({ at }) => at)).toEqual([1_000]);
    expect(left.ends).toEqual([9, 9]);
  });

  test('lets a commit that comes too soon take the place of the one before, at the instant of that one', () => {
    const far = { ...rules, minDistanceMs: 500 };
    const first = nextWindow(emptyWindow, look, far);
    const soon = nextWindow(first, { ...look, committedOffset: 6, lag: 3, at: 1_499 }, far);
    expect(soon.commits).toEqual([{ offset: 6, at: 1_000, lag: 3 }]);
    expect(nextWindow(soon, { ...look, committedOffset: 7, at: 1_500 }, far).commits).toHaveLength(2);
  });
});
