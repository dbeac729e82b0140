import { describe, expect, test } from '@jest/globals';
import { rateText } from './number.ts';
import { sparkPaths } from './sparkline.ts';
import { readSorting } from './table.ts';
import { spanText } from './time.ts';

test.each([
  [0, '0 /s'],
  [1_234_567, '1.2M /s'],
  [1_234, '1,234 /s'],
  [2.345, '2.3 /s'],
  [0.5, '0.5 /s'],
  [0.05, '3 /min'],
])('%d a second is %s', (perSecond, text) => expect(rateText(perSecond)).toBe(text));

test.each([
  [0.9, '0 s'],
  [61, '1 min 1 s'],
  [3_600, '1 h 0 min'],
  [90_000, '1 d 1 h'],
  [-5, '0 s'],
])('%d seconds are %s', (seconds, text) => expect(spanText(seconds)).toBe(text));

describe('a small line', () => {
  test('has a gap where nobody knows, and is drawn from the floor', () => {
    expect(sparkPaths([0, 10, null, 10, 0])).toEqual(['M0.0 20.0L21.0 2.0', 'M63.0 2.0L84.0 20.0']);
  });

  test('of nothing is nothing', () => expect(sparkPaths([null, null])).toEqual([]));
});

test('a table sorts as the address says, and as usual without a word of it', () => {
  expect(readSorting(new URLSearchParams('sort=-lag'), 'name')).toEqual({ by: 'lag', direction: 'descending' });
  expect(readSorting(new URLSearchParams(), 'name')).toEqual({ by: 'name', direction: 'ascending' });
});
