import { describe, expect, test } from '@jest/globals';
import { isMove, planReset, sumReset } from './plan-reset.ts';

const bounds = [{ partition: 0, startOffset: 10n, endOffset: 50n }];
const planFor = (from: bigint | null, to: bigint) => {
  const [step] = planReset(bounds, [{ topic: 't', partition: 0, offset: from }], [to]);
  if (step === undefined) throw new Error('no step');
  return step;
};

describe('moving a group', () => {
  test.each([
    ['forth skips what lies between', 20n, 50n, 30n, 0n],
    ['back repeats it', 20n, 10n, 0n, 10n],
    ['nowhere does neither', 20n, 20n, 0n, 0n],
    ['that never committed skips from the start', null, 50n, 40n, 0n],
    ['whose place is cut off skips only what is there', 3n, 15n, 5n, 0n],
    ['to the start, when its place is cut off, does neither', 3n, 10n, 0n, 0n],
  ])('%s', (_, from, to, skippedCount, repeatedCount) => {
    expect(planFor(from, to)).toEqual({ partition: 0, from, to, skippedCount, repeatedCount });
  });

  test('leaves alone what stands there already', () => {
    expect([planFor(20n, 20n), planFor(20n, 21n), planFor(null, 10n)].map(isMove)).toEqual([false, true, true]);
  });

  test('is summed over the partitions', () => {
    expect(sumReset([planFor(20n, 50n), planFor(20n, 10n)])).toEqual({ skippedCount: 30n, repeatedCount: 10n });
  });
});
