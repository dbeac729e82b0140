import { describe, expect, test } from '@jest/globals';
import { decideVolume } from './decide-volume.ts';

const limits = { factor: 10, floorCount: 100, absoluteCount: 5_000 };
const decide = (erasedByDay: readonly number[], approvedCount: number | null = null) =>
  decideVolume({ limits, erasedByDay, plannedCount: 0, approvedCount });

describe('how much may be deleted', () => {
  test('is a multiple of the median of earlier days, less what has gone within the last 24 hours', () => {
    expect(decide([40, 10, 50, 20])).toEqual({ leftCount: 160, limitCount: 200, reason: 'ABNORMAL_VOLUME' });
    expect(decide([0, 10, 50, 20, 30])).toMatchObject({ limitCount: 250 });
  });

  test('is never less than the floor', () => {
    expect(decide([0, 1, 1, 1])).toMatchObject({ limitCount: 100 });
  });

  test('is only the absolute limit while too few days are known, and without a factor', () => {
    expect(decide([1, 10, 0, 0, 10])).toEqual({ leftCount: 4_999, limitCount: 5_000, reason: 'ABSOLUTE_LIMIT' });
    const erasedByDay = [0, 10, 10, 10];
    expect(
      decideVolume({ limits: { ...limits, factor: 0 }, erasedByDay, plannedCount: 0, approvedCount: null }).limitCount,
    ).toBe(5_000);
  });

  test('is less by what is being deleted', () => {
    expect(decideVolume({ limits, erasedByDay: [1], plannedCount: 9, approvedCount: null }).leftCount).toBe(4_990);
  });

  test('is never more than the absolute limit', () => {
    expect(decide([0, 4_000, 4_000, 4_000])).toMatchObject({ limitCount: 5_000, reason: 'ABSOLUTE_LIMIT' });
  });

  test('is what was approved, if that is more', () => {
    expect(decide([100, 1, 1, 1], 7_000)).toMatchObject({ leftCount: 6_900, limitCount: 7_000 });
    expect(decide([0, 50, 50, 50], 200)).toMatchObject({ limitCount: 500 });
  });

  test('is not raised by days without deletions', () => {
    expect(decide([0, 20, 0, 0, 20, 0, 20])).toMatchObject({ limitCount: 200 });
  });
});
