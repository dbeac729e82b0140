import { describe, expect, test } from '@jest/globals';
import { nextPurge } from './purge-point.ts';

const clock = (now: number) => ({ now, afterMs: 100 });

describe('handled records', () => {
  test('are cut off once they have been committed for long enough, up to the newest such mark', () => {
    const first = nextPurge([], 10n, clock(0));
    expect(first).toEqual({ marks: [{ offset: 10n, at: 0 }], cutBefore: null });
    const second = nextPurge(first.marks, 20n, clock(60));
    expect(second.cutBefore).toBeNull();
    const third = nextPurge(second.marks, 30n, clock(100));
    expect(third.cutBefore).toBe(10n);
    const fourth = nextPurge(third.marks, 30n, clock(250));
    expect(fourth).toEqual({ marks: [], cutBefore: 30n });
  });

  test('are left alone while nothing is committed, or nothing new', () => {
    expect(nextPurge([], null, clock(1_000))).toEqual({ marks: [], cutBefore: null });
    const { marks } = nextPurge([], 5n, clock(0));
    expect(nextPurge(marks, 5n, clock(50)).marks).toEqual(marks);
  });

  test('are never cut off beyond what is committed now, whatever was committed before', () => {
    const { marks } = nextPurge([], 10n, clock(0));
    expect(nextPurge(marks, null, clock(200))).toEqual({ marks, cutBefore: null });
    const setBack = nextPurge(marks, 4n, clock(200));
    expect(setBack).toEqual({ marks: [{ offset: 4n, at: 200 }], cutBefore: null });
    expect(nextPurge(setBack.marks, 4n, clock(300)).cutBefore).toBe(4n);
  });

  test('wait longer, never shorter, when the clock steps back', () => {
    const { marks } = nextPurge([], 5n, clock(1_000));
    expect(nextPurge(marks, 5n, clock(500)).cutBefore).toBeNull();
  });
});
