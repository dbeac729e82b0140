import { describe, expect, test } from '@jest/globals';
import type { GroupLag, LagReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport, unknownGroup } from '../testing/sample-report.ts';
import { createLagHistory, historyLimits, risePerSecond } from './lag-history.ts';
import { createLagRing } from './lag-ring.ts';

const reportOf = (...groups: readonly GroupLag[]): LagReport => ({ ...sampleReport, groups: [...groups] });
const withLag = (group: string, lag: number, committedOffset = 100): GroupLag => ({
  ...{ ...sampleGroup, group, maxTimeLagSeconds: lag / 10 },
  partitions: [{ ...samplePartition, lag, committedOffset }],
});

describe('the history of lag', () => {
  test('keeps what was seen, oldest first, and forgets what is too old', () => {
    const history = createLagHistory({ capacity: 3, maxKeys: 10 });
    [10, 20, 30, 40].forEach((lag, index) => {
      history.note(reportOf(withLag('g', lag)), index * 1_000);
    });
    expect(history.readGroups()).toEqual({
      ...{ at: [1_000, 2_000, 3_000], leftOutCount: 0, spanSeconds: 2 },
      series: [{ label: 'g', lag: [20, 30, 40], seconds: [2, 3, 4] }],
    });
    expect(history.readTopics('g').series).toEqual([{ label: 't', lag: [20, 30, 40], seconds: [2.5, 2.5, 2.5] }]);
    expect(history.spark('g')).toEqual([20, 30, 40]);
  });

  test('has a gap where nobody knew, and none of it is 0', () => {
    const history = createLagHistory({ capacity: 5, maxKeys: 10 });
    history.note(reportOf(withLag('g', 5)), 0);
    history.note(reportOf({ ...unknownGroup, group: 'g' }), 1_000);
    history.note(reportOf(withLag('g', 7)), 2_000);
    expect(history.spark('g')).toEqual([5, null, 7]);
    expect(history.spark('nobody')).toEqual([]);
  });

  test('gives the eight with the most, of whom our own are never left out', () => {
    const history = createLagHistory({ capacity: 2, maxKeys: 4 });
    const others = Array.from({ length: 20 }, (_, index) => withLag(`other-${index}`, 1_000 + index));
    history.note(reportOf(...others, { ...withLag('ours', 1), stage: 'validator' }), 0);
    expect(history.readGroups(['ours', 'nobody']).series).toMatchObject([{ label: 'ours', lag: [1] }]);
    // Two keys for each group, one for its topic: 38 of 42 found no room.
    expect(history.readGroups().leftOutCount).toBe(38);
  });

  test('tells how fast a group is from how far it has come', () => {
    const history = createLagHistory({ capacity: 10, maxKeys: 10 });
    history.note(reportOf(withLag('g', 0, 100)), 0);
    expect(history.handledPerSecond('g')).toBeNull();
    history.note(reportOf(withLag('g', 0, 150)), 10_000);
    expect(history.handledPerSecond('g')).toBe(5);
  });

  test.each([
    [1, 720],
    [10, 360],
    [60, 60],
  ])('at an interval of %d s it holds %d instants', (intervalSeconds, capacity) => {
    expect(historyLimits(intervalSeconds).capacity).toBe(capacity);
  });
});

describe('how fast a sum rises', () => {
  test.each([
    ['one point is none', [0], [1], null],
    ['a gap is passed over', [0, 10_000, 20_000], [0, null, 40], 2],
    ['what fell is not known', [0, 10_000], [50, 20], null],
    ['only the last minute counts', [0, 100_000, 110_000], [0, 1_000, 1_010], 1],
    ['standing still is 0', [0, 10_000], [7, 7], 0],
  ] as const)('%s', (_name, at, values, expected) => {
    expect(risePerSecond(at, values)).toBe(expected);
  });
});

test('a ring makes room for new keys once nothing is held of old ones', () => {
  const ring = createLagRing({ capacity: 2, maxKeys: 1 });
  const figures = { lag: 1, seconds: null, progress: null };
  ring.advance(1);
  ring.write('old', figures);
  ring.write('new', figures);
  expect([ring.keys(), ring.leftOutCount()]).toEqual([['old'], 1]);
  for (const at of [2, 3]) ring.advance(at);
  ring.write('new', figures);
  expect([ring.keys(), ring.leftOutCount(), ring.read('new', 'lag')]).toEqual([['new'], 0, [null, 1]]);
});
