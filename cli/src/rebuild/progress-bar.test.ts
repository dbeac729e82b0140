import { describe, expect, test } from '@jest/globals';
import { formatBar } from './progress-bar.ts';

describe('the bar', () => {
  test('says how far it has come and how fast', () => {
    const text = formatBar({ what: 'storing', doneCount: 1_500, totalCount: 3_000, elapsedMs: 500 });
    expect(text).toBe(`storing [${'#'.repeat(15)}${'.'.repeat(15)}] 50 % 1500 of 3000, 3000/s`);
  });

  test.each([
    [{ doneCount: 0, totalCount: 0, elapsedMs: 0 }, '100 % 0 of 0, 0/s'],
    [{ doneCount: 5, totalCount: 4, elapsedMs: 1_000 }, '100 % 5 of 4, 5/s'],
  ])('is not confused by an empty log, nor by more than was expected', (state, end) => {
    expect(formatBar({ what: 'looking', ...state })).toBe(`looking [${'#'.repeat(30)}] ${end}`);
  });
});
