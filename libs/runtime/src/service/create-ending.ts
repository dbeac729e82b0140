import type { Lifecycle } from '../lifecycle/lifecycle.ts';
import type { ReleaseReport, ReleaseStack } from '../lifecycle/release-stack.ts';
import type { Logger } from '../logging/create-logger.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';

/** The ways in which a process ends. The first one decides; later ones can only make it worse. */
export type Ending = {
  /** A signal: graceful the first time, at once the second time. */
  readonly stop: (signal: string) => void;
  readonly crash: (error: Error) => void;
  readonly failStart: (error: Error) => void;
  readonly stall: (loop: { readonly name: string; readonly stalledMs: number; readonly reason: string }) => void;
};

type EndingParts = {
  readonly log: Logger;
  readonly lifecycle: Lifecycle;
  readonly release: ReleaseStack;
  readonly stopping: AbortController;
  readonly deadlineMs: number;
  readonly exit: (code: number) => void;
  readonly now?: () => number;
};

/** One Ctrl-C often arrives twice: from the terminal, and passed on by npm or a launcher. That is not a second wish. */
const sameSignalMs = 300;

/** Ends one process: stop what runs, release everything inside the deadline, say what became of it, exit. */
export function createEnding(parts: EndingParts): Ending {
  const { log, lifecycle, now = () => performance.now() } = parts;
  let firstSignalAt = Number.NEGATIVE_INFINITY;
  let exitCode: ExitCode = exitCodes.clean;
  const begin = (cause: string, code: ExitCode) => {
    exitCode = code === exitCodes.clean ? exitCode : code;
    if (!lifecycle.moveTo('STOPPING')) return;
    parts.stopping.abort();
    void releaseEverything(parts, cause, () => exitCode);
  };
  return {
    stop: (signal) => {
      if (now() - firstSignalAt < sameSignalMs) return;
      if (lifecycle.state() === 'STOPPING') {
        log.warn({ signal }, 'second signal: ending at once, unfinished work is abandoned');
        parts.exit(exitCodes.forced);
        return;
      }
      firstSignalAt = now();
      log.info({ signal }, 'stopping');
      begin(signal, exitCodes.clean);
    },
    crash: (error) => {
      log.fatal({ err: error }, 'crashed');
      begin('crash', exitCodeOf(error));
    },
    failStart: (error) => {
      // While stopping, a start that is cut short is what was asked for.
      if (lifecycle.state() !== 'STARTING') return;
      log.fatal({ err: error }, 'the start failed');
      begin('failed start', exitCodeOf(error));
    },
    stall: (loop) => {
      log.fatal({ loop: loop.name, stalledMs: Math.round(loop.stalledMs), reason: loop.reason }, 'no progress');
      begin('no progress', exitCodes.failed);
    },
  };
}

async function releaseEverything(parts: EndingParts, cause: string, exitCode: () => ExitCode): Promise<void> {
  const startedAt = performance.now();
  const reports = await parts.release.releaseAll({ deadlineMs: parts.deadlineMs });
  parts.lifecycle.moveTo('STOPPED');
  const named = (outcome: ReleaseReport['outcome']) =>
    reports.filter((report) => report.outcome === outcome).map((report) => report.name);
  for (const { name, error } of reports)
    if (error !== null) parts.log.error({ step: name, err: error }, 'a step of the stop failed');
  const code = worstExitCode(exitCode(), named('ABANDONED').length, named('FAILED').length);
  const summary = { released: named('RELEASED'), failed: named('FAILED'), abandoned: named('ABANDONED') };
  const durationMs = Math.round(performance.now() - startedAt);
  parts.log[code === exitCodes.clean ? 'info' : 'error']({ cause, durationMs, exitCode: code, ...summary }, 'stopped');
  parts.exit(code);
}

function worstExitCode(code: ExitCode, abandonedCount: number, failedCount: number): ExitCode {
  if (code !== exitCodes.clean) return code;
  if (abandonedCount > 0) return exitCodes.forced;
  return failedCount > 0 ? exitCodes.failed : exitCodes.clean;
}
