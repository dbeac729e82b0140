import { expect, test } from '@jest/globals';
import { filesToRepeat, type JestFile, replaceRepeated, summarise } from './test-summary.ts';

const good = {
  ...{ numPassedTests: 12, numFailedTests: 0, numTotalTests: 12, numRuntimeErrorTestSuites: 0, success: true },
  testResults: [],
};

const fileWith = (name: string, ...statuses: readonly string[]): JestFile => ({
  name,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })),
});
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

const storeFile = fileWith('/libs/store.int.test.ts', 'passed', 'failed');
const pureFile = fileWith('/libs/rules.test.ts', 'passed', 'passed');

test('a file on real servers that failed alone is run a second time', () => {
  expect(filesToRepeat({ ...good, testResults: [storeFile, pureFile] })).toEqual([storeFile]);
});

test.each([
  ['a pure test failed, which has no timing', [fileWith('/libs/rules.test.ts', 'failed')]],
  ['a pure test failed too', [storeFile, fileWith('/libs/a.property.test.ts', 'failed')]],
  ['many failed', ['a', 'b', 'c'].map((name) => fileWith(`/libs/${name}.int.test.ts`, 'failed'))],
  ['none failed', [pureFile]],
])('none is run a second time when %s', (_, testResults) => {
  expect(filesToRepeat({ ...good, testResults })).toEqual([]);
});

test.each([
  [
    'counts as it ended the second time',
    fileWith(storeFile.name, 'passed', 'passed'),
    { passed: 4, failed: 0, exitCode: 0 },
  ],
  ['fails when it fails twice', fileWith(storeFile.name, 'failed', 'passed'), { passed: 3, failed: 1, exitCode: 1 }],
  ['fails when it cannot run at all', fileWith(storeFile.name), { passed: 2, failed: 1, exitCode: 1 }],
])('a repeated file %s', (_, secondFile, expected) => {
  const count = (files: readonly JestFile[], wanted: string) =>
    files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === wanted).length;
  const resultOf = (files: readonly JestFile[]) => ({
    numPassedTests: count(files, 'passed'),
    numFailedTests: count(files, 'failed'),
    numTotalTests: 4,
    numRuntimeErrorTestSuites: files.filter(({ assertionResults }) => assertionResults.length === 0).length,
    success: files.every(({ status }) => status === 'passed'),
    testResults: files,
  });
  const first = resultOf([storeFile, pureFile]);
  expect(summarise(steps, replaceRepeated(first, [storeFile], resultOf([secondFile])))).toEqual(expected);
});
