import { expect, test } from '@jest/globals';
import { parseStepLine, toDeleterTimes } from './deleter-steps.ts';

const lines = (...steps: readonly (readonly [string, number])[]) => steps.map(([step, atMs]) => ({ step, atMs }));

test('the time of Postgres is that of planning and finishing, not that of publishing', () => {
  const times = toDeleterTimes(
    lines(
      ['plan-written', 1_000],
      ['planned', 1_010],
      ['hard-deletes-published', 1_100],
      ['tombstones-published', 1_200],
      ['finish-written', 1_230],
      ['finished', 1_240],
      ['feedback-published', 1_300],
      ['feedback-removed', 1_305],
    ),
  );
  expect(times).toEqual({
    postgresSeconds: 0.055,
    transactionsMs: [10, 40, 5],
    firstAtMs: 1_000,
    lastTombstoneAtMs: 1_200,
  });
});

test('a run without a tombstone has no times', () => {
  expect(() => toDeleterTimes([])).toThrow(RangeError);
});

test('only lines with a step and a time are steps', () => {
  expect(parseStepLine({ step: 'planned', time: '1970-01-01T00:00:01.500Z' })).toEqual({
    step: 'planned',
    atMs: 1_500,
  });
  expect(parseStepLine({ msg: 'running', time: '1970-01-01T00:00:01.500Z' })).toBeUndefined();
});
