import { describe, expect, test } from '@jest/globals';
import { resolveRetention, resolveRetentionPeriod } from './retention.ts';

const at = (text: string): number => Date.parse(text);

describe('a retention period', () => {
  test.each([
    ['2025-01-31T12:00:00+01:00', 'P1M', '2025-02-28T12:00:00+01:00'],
    ['2024-01-31T12:00:00+01:00', 'P1M', '2024-02-29T12:00:00+01:00'],
    ['2024-02-29T12:00:00+01:00', 'P1Y', '2025-02-28T12:00:00+01:00'],
    ['2024-02-29T12:00:00+01:00', 'P4Y', '2028-02-29T12:00:00+01:00'],
    ['2025-03-01T08:00:00+01:00', 'P4M', '2025-07-01T08:00:00+02:00'],
    ['2025-10-25T12:00:00+02:00', 'P1D', '2025-10-26T12:00:00+01:00'],
    ['2025-03-29T02:30:00+01:00', 'P1D', '2025-03-30T03:30:00+02:00'],
    ['2025-10-25T02:30:00+02:00', 'P1D', '2025-10-26T02:30:00+02:00'],
    ['2025-01-01T00:00:00+01:00', 'P12W', '2025-03-26T00:00:00+01:00'],
    ['2025-01-01T00:00:00+01:00', 'P90D', '2025-04-01T00:00:00+02:00'],
    ['2025-10-26T00:00:00+02:00', 'PT24H', '2025-10-26T23:00:00+01:00'],
  ])('from %s with %s ends at %s', (base, period, end) => {
    expect(resolveRetentionPeriod(period, at(base))).toBe(at(end));
  });

  test.each([
    '',
    'P',
    'PT',
    'P0D',
    'P0Y0M',
    'PT0S',
    '-P1D',
    '+P1D',
    'P-1D',
    'P1.5D',
    'p4m',
    '4M',
    'P4m',
    'P1D1M',
    'P1S',
    ' P1D',
    'P1D\n',
    'P9999999D',
    'P９D',
  ])('is refused when it reads %j', (period) => {
    expect(resolveRetentionPeriod(period, at('2025-01-01T00:00:00Z'))).toBeUndefined();
  });

  test('is refused when it ends after the year 9999', () => {
    expect(resolveRetentionPeriod('P8000Y', at('2025-01-01T00:00:00Z'))).toBeUndefined();
    expect(resolveRetentionPeriod('P999999Y', at('2025-01-01T00:00:00Z'))).toBeUndefined();
  });
});

describe('a retention', () => {
  const occurredAt = at('2025-01-01T00:00:00Z');

  test('with an instant ends at that instant', () => {
    expect(resolveRetention({ until: 1_900_000_000_000, after: null }, occurredAt)).toEqual({
      outcome: 'RESOLVED',
      deleteAt: 1_900_000_000_000,
    });
  });

  test('with both or neither is ambiguous', () => {
    expect(resolveRetention({ until: 1, after: 'P1D' }, occurredAt)).toEqual({ outcome: 'AMBIGUOUS' });
    expect(resolveRetention({ until: null, after: null }, occurredAt)).toEqual({ outcome: 'AMBIGUOUS' });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5, 253_402_300_800_000, -1e15, 2 ** 53 + 2])(
    'until %p is invalid',
    (until) => {
      expect(resolveRetention({ until, after: null }, occurredAt)).toEqual({ outcome: 'INVALID', field: 'until' });
    },
  );

  test('counted from an occurredAt that is no instant is invalid', () => {
    expect(resolveRetention({ until: null, after: 'P1D' }, Number.NaN)).toEqual({ outcome: 'INVALID', field: 'after' });
  });
});
