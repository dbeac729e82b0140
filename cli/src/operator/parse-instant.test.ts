import { describe, expect, test } from '@jest/globals';
import { CommandError } from '../command-error.ts';
import { parseInstant } from './parse-instant.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('an end that an operator names', () => {
  test.each([
    ['12h', '2026-11-24T00:00:00.000Z'],
    ['30d', '2026-12-23T12:00:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T12:00Z', '2027-01-31T12:00:00.000Z'],
    ['2027-01-31T12:00:30+01:00', '2027-01-31T11:00:30.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseInstant('--expires', text, now)).toISOString()).toBe(expected);
  });

  test.each([
    '',
    '0d',
    '12',
    '1m',
    '-1d',
    'tomorrow',
    '2027-02-30',
    '2027-1-1',
    '2027-01-31T12:00',
    '2026-11-23',
    '1e3d',
  ])('%j is refused', (text) => {
    expect(() => parseInstant('--expires', text, now)).toThrow(CommandError);
  });
});
