/** The part of jest's JSON result that decides. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numTotalTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
  readonly testResults: readonly JestFile[];
}

/** What jest tells of one test file. */
export interface JestFile {
  /** The whole path. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** More than that is no accident of timing. */
const MAX_FILES_TO_REPEAT = 2;
const ON_REAL_SERVERS = /\.(int|chaos|e2e)\.test\.ts$/;

/** How a step before jest ended. */
export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
}

/** What the run comes to. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly exitCode: 0 | 1;
}

/**
 * Counts the tests that passed and failed. A step that failed, a suite that could not run and a jest without a result count as one
 * failure each; a run without a single test is a failure too.
 */
export function summarise(steps: readonly StepResult[], jest: JestResult | null): TestSummary {
  const failedSteps = steps.filter((step) => !step.passed).length;
  if (jest === null) {
    return { passed: 0, failed: failedSteps + 1, exitCode: 1 };
  }
  const counted = jest.numFailedTests + jest.numRuntimeErrorTestSuites;
  // Jest may fail without a failed test, for example when its tear-down throws.
  const unexplained = counted === 0 && (!jest.success || jest.numPassedTests === 0) ? 1 : 0;
  const failed = failedSteps + counted + unexplained;
  return { passed: jest.numPassedTests, failed, exitCode: failed === 0 ? 0 : 1 };
}

/**
 * The files whose failure may be one of timing between real servers: none when a pure test failed too, or more than a few files did, for then
 * it is the product.
 */
export function filesToRepeat(jest: JestResult | null): readonly JestFile[] {
  const failed = jest?.testResults.filter(({ status }) => status === 'failed') ?? [];
  const isFew = failed.length <= MAX_FILES_TO_REPEAT && failed.every(({ name }) => ON_REAL_SERVERS.test(name));
  return isFew ? failed : [];
}

/** The result with some files' part replaced by that of their second run. */
export function replaceRepeated(jest: JestResult, repeated: readonly JestFile[], second: JestResult): JestResult {
  const passedBefore = repeated
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed').length;
  const again = new Set(repeated.map(({ name }) => name));
  return {
    numPassedTests: jest.numPassedTests - passedBefore + second.numPassedTests,
    numFailedTests: second.numFailedTests,
    numTotalTests: jest.numTotalTests,
    numRuntimeErrorTestSuites: second.numRuntimeErrorTestSuites,
    success: second.success,
    testResults: [...jest.testResults.filter(({ name }) => !again.has(name)), ...second.testResults],
  };
}
