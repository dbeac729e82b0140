import { describe, expect, test } from '@jest/globals';
import { median, quantile, spreadOf } from './statistics.ts';

describe('quantile', () => {
  test('of an odd number of values, in whatever order, is the value at that place', () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(quantile([5, 1, 4, 2, 3], 0.25)).toBe(2);
  });
  test('lies between two neighbours in proportion', () => {
    expect(median([1, 2, 3, 4])).toBe(2.5);
    expect(quantile([0, 100], 0.99)).toBeCloseTo(99);
  });
  test('sorts by size and not by text', () => {
    expect(median([9, 10, 100])).toBe(10);
  });
  test('at the ends is the least and the greatest', () => {
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 1)).toBe(3);
  });
  test('of one value is that value, of none an error', () => {
    expect(quantile([7], 0.99)).toBe(7);
    expect(() => median([])).toThrow(RangeError);
  });
});

test('a spread leaves the values as they are', () => {
  const values = [3, 1, 2];
  expect(spreadOf(values)).toEqual({ median: 2, min: 1, max: 3 });
  expect(values).toEqual([3, 1, 2]);
});
