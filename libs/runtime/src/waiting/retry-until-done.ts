import { coerceError } from '../logging/coerce-error.ts';
import { sleep } from './sleep.ts';

export type RetryOptions = {
  readonly signal: AbortSignal;
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** Called after each failed attempt, before the pause. */
  readonly onRetry?: (error: Error, attempt: { readonly attemptCount: number; readonly delayMs: number }) => void;
  /** In [0, 1); spreads the attempts of several processes. */
  readonly random?: () => number;
};

/** The wait ended because the process is stopping, not because something is wrong. */
export class WaitAborted extends Error {
  override readonly name = 'WaitAborted';
  readonly code = 'WAIT_ABORTED';
  readonly retriable = false;
}

/**
 * Tries until it succeeds, with growing pauses (100 ms … 5 s by default). An error that says `retriable: false` is
 * thrown at once; everything else counts as a broken world that may heal. Throws WaitAborted when the signal aborts.
 */
export async function retryUntilDone<Result>(
  attempt: (signal: AbortSignal) => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  for (let attemptCount = 1; ; attemptCount += 1) {
    if (options.signal.aborted) throw new WaitAborted('the wait was ended');
    try {
      return await attempt(options.signal);
    } catch (thrown) {
      const error = coerceError(thrown);
      if (options.signal.aborted) throw new WaitAborted('the wait was ended', { cause: error });
      if (isFinal(error)) throw error;
      const delayMs = nextDelayMs(attemptCount, options);
      options.onRetry?.(error, { attemptCount, delayMs });
      await sleep(delayMs, options.signal);
    }
  }
}

/** The pause after the n-th failed attempt (n from 1): doubled each time, bounded, and spread over its upper half. */
export function nextDelayMs(
  attemptCount: number,
  { minDelayMs = 100, maxDelayMs = 5_000, random = Math.random }: Omit<RetryOptions, 'signal'> = {},
): number {
  const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(attemptCount - 1, 30));
  return Math.round(ceilingMs / 2 + (ceilingMs / 2) * random());
}

function isFinal(error: Error): boolean {
  return 'retriable' in error && error.retriable === false;
}
