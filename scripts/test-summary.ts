/** The part of jest's JSON result that decides. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numTotalTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
}

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
