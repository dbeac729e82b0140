import { expect, test } from '@jest/globals';
import { fillDays } from './fill-days.ts';

test('every day of the span stands there, those on which nothing becomes due too', () => {
  const { at, counts } = fillDays({
    ...{
      askedAt: Date.parse('2026-03-28T22:30:00Z'),
      dayCount: 3,
      selection: { producer: null, label: null },
      labels: [],
    },
    days: [
      { day: '2026-03-28', dueCount: 4 },
      { day: '2026-03-30', dueCount: 7 },
    ],
  });
  expect(at.map((one) => new Date(one).toISOString().slice(0, 10))).toEqual([
    ...['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'],
  ]);
  expect(counts).toEqual([4, 0, 7, 0]);
});
