import { expect, test } from '@jest/globals';
import type { OverviewAnswer, StageView } from './overview-answer.ts';
import { decideVerdict } from './verdict-view.ts';

const stage = (verdict: StageView['verdict']): StageView => ({
  ...{ stage: 'validator', verdict, reason: 'it is so', action: null, lag: 0, oldestSeconds: 0, memberCount: 1 },
  ...{ group: 'g', handledPerSecond: 0 },
});
const overview: OverviewAnswer = {
  ...{ cluster: 'c', collectedAt: 1, failure: null, failingSinceAt: null, isHealthy: true, topics: [], probe: null },
  stages: [stage('HEALTHY')],
  database: { outcome: 'READ', code: null, pausedUntil: null, isStopped: false },
  otherGroups: { OK: 0, WARN: 0, ERR: 0, NOTFOUND: 0 },
};
const lost = {
  state: 'LOST',
  reason: 'lost',
  lastReturnedAt: null,
  legsMs: { validate: 1, store: null, delete: null },
} as const;

test.each([
  ['good', 'all works', {}],
  ['warn', 'something is to be looked at', { stages: [stage('WARNING')] }],
  ['bad', 'a stage does not work', { isHealthy: false, stages: [stage('UNHEALTHY'), stage('UNKNOWN')] }],
  ['bad', 'a probe was lost while every stage looks well', { isHealthy: false, probe: lost }],
  ['unknown', 'nobody could be asked', { isHealthy: false, stages: [stage('UNKNOWN')] }],
  ['unknown', 'nobody has looked yet', { collectedAt: null }],
] as const)('it is %s when %s', (tone, _name, changes) => {
  expect(decideVerdict({ ...overview, ...changes })[0]).toBe(tone);
});
