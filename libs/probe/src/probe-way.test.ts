import { expect, test } from '@jest/globals';
import { beginWay, judgeWay, measureLegs, nextWay, type ProbeSight } from './probe-way.ts';

const levels = { storedWithinMs: 30_000, deletedWithinMs: 180_000 };
const start = beginWay(1_000, levels);
const sight = (changes: Partial<ProbeSight>): ProbeSight => ({
  ...{ onLogAt: null, isStored: false, isGone: false },
  ...changes,
});

test('a probe comes back by all legs, each measured from the end of the one before and the last from being due', () => {
  const validated = nextWay(start, sight({ onLogAt: 1_200 }), 1_300);
  const stored = nextWay(validated, sight({ onLogAt: 1_200, isStored: true }), 1_500);
  const back = nextWay(stored, sight({ onLogAt: 1_200, isGone: true }), 45_000);
  expect(measureLegs(back)).toEqual({ validate: 200, store: 300, delete: 14_000 });
  expect(judgeWay(back, levels, 10_000_000)).toEqual({ outcome: 'RETURNED' });
});

test('the clocks of others do not make a leg negative', () => {
  expect(measureLegs(nextWay(start, sight({ onLogAt: 0 }), 1_300)).validate).toBe(0);
  expect(measureLegs(nextWay(start, sight({ onLogAt: 99_000 }), 1_300)).validate).toBe(300);
});

test('what is not where it must be in time is lost, in the leg that it did not end', () => {
  expect(judgeWay(start, levels, 31_000)).toEqual({ outcome: 'UNDER_WAY' });
  expect(judgeWay(start, levels, 31_001)).toEqual({ outcome: 'LOST', leg: 'validate' });
  const validated = nextWay(start, sight({ onLogAt: 1_200 }), 1_300);
  expect(judgeWay(validated, levels, 31_001)).toEqual({ outcome: 'LOST', leg: 'store' });
  const stored = nextWay(validated, sight({ isStored: true }), 1_500);
  expect(judgeWay(stored, levels, 211_000)).toEqual({ outcome: 'UNDER_WAY' });
  expect(judgeWay(stored, levels, 211_001)).toEqual({ outcome: 'LOST', leg: 'delete' });
});

test('what was never stored is not gone', () => {
  expect(nextWay(start, sight({ isGone: true }), 2_000).goneAt).toBeNull();
});
