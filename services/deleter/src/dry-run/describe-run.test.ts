import { describe, expect, test } from '@jest/globals';
import { type DryRunFacts, describeRun } from './describe-run.ts';

const now = Date.parse('2027-01-01T12:00:00Z');
const line = { producerId: 'team-a', label: 'salary', cause: 'RETENTION', alongCount: 0 };
const facts: DryRunFacts = {
  control: { databaseAt: now, pause: null, stop: null, approvedCount: null },
  plannable: [
    { ...line, goingCount: 3 },
    { ...line, label: 'other', goingCount: 4 },
  ],
  erasedByDay: [0],
  plannedCount: 0,
  limits: { factor: 10, floorCount: 5, absoluteCount: 7 },
  now,
};

describe('a dry run', () => {
  test('counts what a run would delete', () => {
    expect(describeRun(facts)).toEqual({ goingCount: 7, obstacle: null, limitCount: 7 });
  });

  test.each([
    ['too much', { erasedByDay: [1] }, 'VOLUME'],
    ['a pause', { control: { ...facts.control, pause: { until: now + 1, reason: 'r' } } }, 'PAUSED'],
    ['a clock that is wrong', { now: now + 3_600_000 }, 'CLOCKS_APART'],
  ])('tells of %s what keeps it back', (_, changes, obstacle) => {
    expect(describeRun({ ...facts, ...changes })).toMatchObject({ goingCount: 7, obstacle });
  });
});
