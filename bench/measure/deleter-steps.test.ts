import { expect, test } from '@jest/globals';
import { parseStepLine, toDeleterTimes } from './deleter-steps.ts';

const lines = (...steps: readonly (readonly [string, number, number])[]) =>
  steps.map(([step, atMs, durationMs]) => ({ step, atMs, durationMs }));

test('the time of Postgres is that of planning and finishing, not that of publishing beside it', () => {
  const times = toDeleterTimes(
    lines(
      ['plan-written', 1_000, 8],
      ['planned', 1_010, 18],
      ['hard-deletes-published', 1_100, 60],
      ['plan-written', 1_150, 90],
      ['planned', 1_160, 100],
      ['tombstones-published', 1_200, 100],
      ['finish-written', 1_230, 25],
      ['finished', 1_240, 40],
      ['feedback-published', 1_300, 50],
      ['feedback-removed', 1_305, 5],
    ),
  );
  expect(times).toEqual({
    postgresSeconds: 0.163,
    transactionsMs: [18, 100, 40, 5],
    firstAtMs: 992,
    lastTombstoneAtMs: 1_200,
  });
});

test('a run without a tombstone has no times', () => {
  expect(() => toDeleterTimes([])).toThrow(RangeError);
});

test('only lines with a step, a time and a duration are steps', () => {
  expect(parseStepLine({ step: 'planned', time: '1970-01-01T00:00:01.500Z', durationMs: 3 })).toEqual({
    step: 'planned',
    atMs: 1_500,
    durationMs: 3,
  });
  expect(parseStepLine({ msg: 'running', time: '1970-01-01T00:00:01.500Z' })).toBeUndefined();
});
