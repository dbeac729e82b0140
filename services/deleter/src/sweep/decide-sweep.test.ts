import { describe, expect, test } from '@jest/globals';
import type { SweepStanding } from '@varselvakt/store';
import { decideSweep, judgeContent, judgeVerification } from './decide-sweep.ts';

const hour = 3_600_000;
const at = 1_000 * hour;
const standing = (change: Partial<SweepStanding>): SweepStanding => ({
  databaseAt: at,
  isOpen: false,
  ledgerBeganAt: 0,
  last: null,
  dirtyContent: null,
  ...change,
});
const last = (agoMs: number, foundCount = 0) => ({ startedAt: at - agoMs - hour, finishedAt: at - agoMs, foundCount });

describe('a sweep', () => {
  test.each([
    ['goes on when one is open', { isOpen: true, last: last(0) }, true],
    ['has nothing to verify while nothing was erased', { ledgerBeganAt: null }, false],
    ['waits a whole interval after the first erasure', { ledgerBeganAt: at - 23 * hour }, false],
    ['begins an interval after the first erasure', { ledgerBeganAt: at - 24 * hour }, true],
    ['waits an interval from the beginning of the last one', { last: last(22 * hour) }, false],
    ['begins an interval after the beginning of the last one', { last: last(23 * hour) }, true],
    ['waits a little after a find', { last: last(hour / 12, 1) }, false],
    ['looks again soon after a find', { last: last(hour / 6, 1) }, true],
  ] as const)('%s', (_, change, expected) => {
    expect(decideSweep(standing(change), 24 * hour)).toBe(expected);
  });

  test.each([
    ['while nothing was erased', { ledgerBeganAt: null }, true],
    ['before the first one', { ledgerBeganAt: at - 47 * hour }, true],
    ['when the first one does not come', { ledgerBeganAt: at - 49 * hour }, false],
    ['after a clean one', { last: last(47 * hour) }, true],
    ['when the next one does not come', { last: last(49 * hour) }, false],
    ['after a find', { last: last(0, 2) }, false],
  ] as const)('is judged %s', (_, change, ok) => {
    expect(judgeVerification(standing(change), 24 * hour).ok).toBe(ok);
  });
});

describe('data files with erased texts', () => {
  const judge = (hours: number | null) =>
    judgeContent({ dirtyContent: hours === null ? null : { tableName: 'event_content_20261123', hours } }, 24);

  test.each([
    [null, true],
    [0, true],
    [26, true],
    [27, false],
  ])('of %s hours are in order: %s', (hours, ok) => {
    expect(judge(hours).ok).toBe(ok);
  });

  test('are named with their table, their age and the setting', () => {
    expect(judge(30).reason).toContain(
      'event_content_20261123 has held bytes of erased texts for 30 h, CONTENT_REWRITE_HOURS is 24',
    );
  });
});
