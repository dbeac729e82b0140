import { expect, test } from '@jest/globals';
import { summarise } from './test-summary.ts';

const good = { numPassedTests: 12, numFailedTests: 0, numTotalTests: 12, numRuntimeErrorTestSuites: 0, success: true };
const steps = [
  { name: 'lint', passed: true },
  { name: 'types', passed: true },
];

test('a run where everything passed ends with 0', () => {
  expect(summarise(steps, good)).toEqual({ passed: 12, failed: 0, exitCode: 0 });
});

test('a check that failed counts as one failure, though every test passed', () => {
  expect(summarise([...steps, { name: 'format', passed: false }], good)).toEqual({
    passed: 12,
    failed: 1,
    exitCode: 1,
  });
});

test('a suite that could not run counts as failed', () => {
  const jest = { ...good, numFailedTests: 1, numRuntimeErrorTestSuites: 2, success: false };
  expect(summarise(steps, jest)).toEqual({ passed: 12, failed: 3, exitCode: 1 });
});

test.each([
  ['jest wrote no result', null],
  ['no test ran', { ...good, numPassedTests: 0, numTotalTests: 0 }],
  ['jest failed without a failed test', { ...good, success: false }],
])('it is a failure when %s', (_, jest) => {
  expect(summarise(steps, jest)).toMatchObject({ failed: 1, exitCode: 1 });
});
