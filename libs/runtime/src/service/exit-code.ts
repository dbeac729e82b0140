/** How a service's process ends. */
export const exitCodes = {
  clean: 0,
  failed: 1,
  forced: 2,
  schemaNewer: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The code for a failed start or a crash; an error may carry `exitCode: 3` (the schema is newer than the code). */
export function exitCodeOf(error: Error): ExitCode {
  return 'exitCode' in error && error.exitCode === exitCodes.schemaNewer ? exitCodes.schemaNewer : exitCodes.failed;
}
