import { describe, expect, test } from '@jest/globals';
import { besideWindow, rateOf } from './beside-window.ts';

const sample = (atMs: number, stored: number, erased: number) => ({ atMs, stored, erased });

describe('the stretch in which two work beside each other', () => {
  test('begins with the first deletion and ends with the last one when storing goes on to the end', () => {
    const window = besideWindow([
      sample(0, 500, 0),
      sample(1_000, 700, 0),
      sample(2_000, 800, 50),
      sample(3_000, 900, 100),
    ]);
    expect([rateOf(window, 'stored'), rateOf(window, 'erased')]).toEqual([100, 50]);
  });

  test('ends when nothing is left to store', () => {
    const window = besideWindow([
      sample(0, 500, 0),
      sample(1_000, 600, 10),
      sample(2_000, 700, 20),
      sample(9_000, 700, 90),
    ]);
    expect([rateOf(window, 'stored'), rateOf(window, 'erased')]).toEqual([100, 10]);
  });

  test('is not made up when all was stored before the first deletion, or nothing was deleted', () => {
    expect(() => besideWindow([sample(0, 500, 0), sample(1, 900, 0), sample(2, 900, 10)])).toThrow(RangeError);
    expect(() => besideWindow([sample(0, 500, 0), sample(1, 900, 0)])).toThrow(RangeError);
  });
});
