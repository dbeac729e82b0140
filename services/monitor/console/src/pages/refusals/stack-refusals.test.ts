import { describe, expect, test } from '@jest/globals';
import { restLabel, stackRefusals, totalAt } from './stack-refusals.ts';

const dayMs = 86_400_000;
const rule = (code: string) => ({
  ...{ code, clause: null, title: null, count: 1 },
  share: 1,
  lastSeenAt: 0,
  producers: [],
});
const bucket = (day: number, code: string, count: number) => ({ startAt: day * dayMs, code, clause: null, count });
const span = { step: 'DAY', fromAt: 0, untilAt: 2 * dayMs + 5 } as const;

describe('the stack of refusals', () => {
  test('has every day, with 0 where nothing was refused', () => {
    const stack = stackRefusals({ ...span, rules: [rule('A')], buckets: [bucket(0, 'A', 2), bucket(2, 'A', 1)] });
    expect(stack).toEqual({ startsAt: [0, dayMs, 2 * dayMs], series: [{ label: 'A', counts: [2, 0, 1] }] });
    expect([0, 1, 2].map((index) => totalAt(stack, index))).toEqual([2, 0, 1]);
  });

  test('has one colour for a rule of several clauses', () => {
    const buckets = [bucket(0, 'A', 2), { ...bucket(0, 'A', 3), clause: 'C16' }];
    expect(stackRefusals({ ...span, rules: [rule('A'), rule('A')], buckets }).series).toEqual([
      { label: 'A', counts: [5, 0, 0] },
    ]);
  });

  test('puts what has no colour of its own together, and loses nothing', () => {
    const codes = Array.from({ length: 11 }, (_none, index) => `R${index}`);
    const stack = stackRefusals({ ...span, rules: codes.map(rule), buckets: codes.map((code) => bucket(1, code, 1)) });
    expect(stack.series.map(({ label }) => label)).toEqual([...codes.slice(0, 7), restLabel]);
    expect(totalAt(stack, 1)).toBe(11);
  });
});
