/** How the command ends; the same for every verb. (A service that was started by `run` has codes of its own.) */
export const exitCodes = { ok: 0, failed: 1, usage: 2, connection: 3, interrupted: 130 } as const;

/** A fault that is explained by its message alone; `exitCode` says of which sort it is. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The exit code of whatever was thrown: errors that may heal by themselves are faults of the connection. */
export function exitCodeOf(error: Error): number {
  if (error instanceof CommandError) return error.exitCode;
  return 'retriable' in error && error.retriable === true ? exitCodes.connection : exitCodes.failed;
}
