import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../pipeline/run-program.ts';

/** BROKEN: nothing was tested, because the file could not be run or no test has that name. */
export type TestOutcome = 'GREEN' | 'RED' | 'BROKEN';

export interface TestRun {
  readonly outcome: TestOutcome;
  readonly output: string;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs one test file in a tree, or only the tests whose name ends so. */
export async function runTest(folder: string, testFile: string, testName: string): Promise<TestRun> {
  const reportFile = join(folder, 'mutant-report.json');
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { scripts: { jest: string } };
  const jest = scripts.jest.split(' ').slice(1);
  const name = testName === '' ? [] : ['--testNamePattern', `${escapeForm(testName)}$`];
  const args = [...jest, '--json', `--outputFile=${reportFile}`, '--runInBand', ...name, '--runTestsByPath', testFile];
  await rm(reportFile, { force: true });
  const { complaint } = await runProgram(process.execPath, args, { folder, environment: process.env });
  // No report: the run broke down under the test, as by a failure that nobody waits for.
  const report = await readFile(reportFile, 'utf8').catch(() => null);
  return { outcome: report === null ? 'RED' : judgeReport(JSON.parse(report) as JestReport), output: complaint };
}

/** Pure. A suite that could not be loaded fails as well, but says nothing. */
export function judgeReport(report: JestReport): TestOutcome {
  if (report.numFailedTests > 0) return 'RED';
  return report.numRuntimeErrorTestSuites === 0 && report.numPassedTests > 0 ? 'GREEN' : 'BROKEN';
}

const escapeForm = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
