import { describe, expect, test } from '@jest/globals';
import type { Detection, DetectionKind } from './detection.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';

const text = 'abcdefghij klmnopqrst uvwxyz';

const found = (kind: DetectionKind, start: number, end: number): Detection => ({
  kind,
  start,
  end,
  confidence: 'high',
  category: null,
  also: [],
});

const told = (...detections: readonly Detection[]) =>
  resolveOverlaps(text, detections).map(({ kind, start, end, also }) => [kind, start, end, ...also]);

describe('overlaps', () => {
  test('leave the stronger kind and note the weaker', () => {
    expect(told(found('PHONE', 0, 8), found('IDENTITY_NUMBER', 0, 8), found('LINK', 2, 5))).toEqual([
      ['IDENTITY_NUMBER', 0, 8, 'PHONE', 'LINK'],
    ]);
  });

  test('keep what sticks out of the stronger, on one side or both', () => {
    expect(told(found('LINK', 0, 20), found('IDENTITY_NUMBER', 5, 10))).toEqual([
      ['LINK', 0, 5],
      ['IDENTITY_NUMBER', 5, 10, 'LINK'],
      ['LINK', 10, 20],
    ]);
    expect(told(found('PERSON_NAME', 0, 9), found('ADDRESS', 5, 20))).toEqual([
      ['PERSON_NAME', 0, 5],
      ['ADDRESS', 5, 20, 'PERSON_NAME'],
    ]);
  });

  test('drop what sticks out without a letter or digit', () => {
    expect(told(found('LINK', 0, 11), found('PHONE', 0, 10))).toEqual([['PHONE', 0, 10, 'LINK']]);
  });

  test('make one weaker find part at several stronger ones', () => {
    expect(told(found('LINK', 0, 20), found('PHONE', 2, 4), found('IBAN', 6, 8), found('LINK', 18, 25))).toEqual([
      ['LINK', 0, 2],
      ['PHONE', 2, 4, 'LINK'],
      ['LINK', 4, 6],
      ['IBAN', 6, 8, 'LINK'],
      ['LINK', 8, 20],
      ['LINK', 20, 25],
    ]);
  });

  test('between neighbours are none: all stay, in order of place', () => {
    expect(told(found('PERSON_NAME', 11, 21), found('PHONE', 0, 5), found('PHONE', 5, 10))).toEqual([
      ['PHONE', 0, 5],
      ['PHONE', 5, 10],
      ['PERSON_NAME', 11, 21],
    ]);
  });

  test('of the same kind become one where one holds the other', () => {
    expect(told(found('PHONE', 0, 8), found('PHONE', 2, 6), found('PHONE', 0, 8))).toEqual([['PHONE', 0, 8]]);
  });
});
