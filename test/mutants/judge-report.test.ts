import { expect, test } from '@jest/globals';
import { judgeReport } from './run-test.ts';

test.each([
  ['GREEN', { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }],
  ['RED', { numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 0 }],
  ['BROKEN', { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 }],
  ['BROKEN', { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }],
])('a run is %s after %j', (outcome, report) => {
  expect(judgeReport(report)).toBe(outcome);
});
