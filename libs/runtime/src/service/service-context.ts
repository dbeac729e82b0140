import type { Registry } from 'prom-client';
import type { HealthChecks } from '../health/health-checks.ts';
import type { HttpServer } from '../http/http-server.ts';
import type { ReleaseStack } from '../lifecycle/release-stack.ts';
import { errorCodeOf } from '../logging/coerce-error.ts';
import type { Logger } from '../logging/create-logger.ts';
import type { BuildInfo } from '../metrics/process-metrics.ts';
import type { ProgressTracker, ProgressWatch } from '../progress/progress-watch.ts';
import { retryUntilDone, WaitAborted } from '../waiting/retry-until-done.ts';

/** What a service gets from the runtime besides its settings. */
export type ServiceContext = {
  readonly build: BuildInfo;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly health: HealthChecks;
  readonly http: HttpServer;
  /** Put everything that is opened on it; it is undone in reverse. */
  readonly release: ReleaseStack;
  readonly progress: ProgressWatch;
  /** Aborts as soon as the process begins to stop. */
  readonly signal: AbortSignal;
  /**
   * Tries until the dependency answers; meanwhile the process is not ready and says why. Throws at once on an error
   * with `retriable: false`, and WaitAborted when the process stops first.
   */
  readonly waitFor: <Result>(name: string, attempt: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
  /**
   * Starts a loop that runs until the signal aborts. When it throws, or ends by itself, the process crashes; on a stop
   * its end is waited for, before whatever was opened earlier is released.
   */
  readonly runLoop: (name: string, loop: (signal: AbortSignal, progress: ProgressTracker) => Promise<void>) => void;
  /** Ends the process with exit code 1 after releasing everything. */
  readonly crash: (error: Error) => void;
};

class LoopEnded extends Error {
  override readonly name = 'LoopEnded';
  readonly code = 'RUNTIME_LOOP_ENDED';
  readonly retriable = false;
}

type WaitParts = {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly progress: ProgressWatch;
  /** Told what the start is waiting for. */
  readonly onWait: (reason: string) => void;
};

/** The `waitFor` of a context: says in log and readiness what it waits for, and when that is there. */
export function createWaitFor({ log, signal, progress, onWait }: WaitParts): ServiceContext['waitFor'] {
  return async (name, attempt) => {
    const tracker = progress.track(`wait for ${name}`);
    let lastCode = '';
    onWait(`waiting for ${name}`);
    try {
      const result = await retryUntilDone(attempt, {
        signal,
        onRetry: (error, { attemptCount, delayMs }) => {
          const code = errorCodeOf(error);
          tracker.blocked(code);
          onWait(`waiting for ${name} (${code})`);
          if (code !== lastCode || attemptCount % 10 === 0)
            log.warn({ dependency: name, code, attemptCount, delayMs, err: error }, 'waiting for a dependency');
          lastCode = code;
        },
      });
      if (lastCode !== '') log.info({ dependency: name }, 'the dependency is there');
      onWait('starting');
      return result;
    } finally {
      tracker.ended();
    }
  };
}

type LoopParts = Pick<ServiceContext, 'signal' | 'progress' | 'release' | 'crash'>;

/** The `runLoop` of a context. */
export function createRunLoop({ signal, progress, release, crash }: LoopParts): ServiceContext['runLoop'] {
  return (name, loop) => {
    const tracker = progress.track(name);
    const ended = loop(signal, tracker).then(
      () => {
        if (!signal.aborted) crash(new LoopEnded(`the loop ${name} ended by itself`));
      },
      (error: Error) => {
        if (!signal.aborted) crash(error);
        else if (!(error instanceof WaitAborted)) throw error;
      },
    );
    const done = ended.finally(() => tracker.ended());
    done.catch(() => undefined); // reported when the stack waits for it
    release.push(name, () => done);
  };
}
