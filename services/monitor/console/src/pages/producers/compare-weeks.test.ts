import { expect, test } from '@jest/globals';
import { compareWeeks } from './compare-weeks.ts';

const now = Date.parse('2026-03-20T12:00Z');
const bucket = (day: string, code: string, count: number) => ({
  ...{ startAt: Date.parse(`2026-03-${day}T00:00Z`), code, clause: null, count },
});

test('the last seven days, today among them, are held against the seven before; what is older is left out', () => {
  const buckets = [
    ...[bucket('06', 'OLD', 9), bucket('07', 'GONE', 2), bucket('13', 'MORE', 1), bucket('13', 'FEWER', 5)],
    ...[bucket('14', 'NEW', 7), bucket('20', 'MORE', 4), bucket('14', 'FEWER', 1), bucket('20', 'FEWER', 3)],
    ...[bucket('13', 'SAME', 3), bucket('20', 'SAME', 3)],
  ];
  expect(compareWeeks(buckets, now)).toEqual([
    { code: 'NEW', before: 0, after: 7, change: 'NEW' },
    { code: 'MORE', before: 1, after: 4, change: 'MORE' },
    { code: 'GONE', before: 2, after: 0, change: 'GONE' },
    { code: 'FEWER', before: 5, after: 4, change: 'FEWER' },
  ]);
});

test('nothing counted is nothing changed', () => {
  expect(compareWeeks([], now)).toEqual([]);
});
