import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DevstackError } from './devstack-error.ts';
import type { PartName } from './stack-part.ts';

/** How a part's process is started and ended. */
export interface ChildCommand {
  readonly part: PartName;
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly logFile: string;
  /** What asks this program to end in order. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  readonly environment?: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** A running process of ours. */
export interface ManagedChild {
  readonly part: PartName;
  readonly pid: number;
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** Aborted when the process has ended, wanted or not. */
  readonly ended: AbortSignal;
  /** Asks the process to end, kills it after the deadline; resolves when it is gone. Repeatable. */
  stop(deadlineMs?: number): Promise<void>;
}

const STOP_DEADLINE_MS = 10_000;
const LOG_TAIL_BYTES = 2000;

/**
 * Starts a process in a group of its own (so that Ctrl-C on our terminal is not sent to it as well), output to its log file.
 * It does not keep this program alive. Throws STACK_PART_EXITED when the program cannot be run; a retry does not help.
 */
export async function startChild(command: ChildCommand): Promise<ManagedChild> {
  // The log of the last time may explain it; this time's begins anew, so that an old fault is not taken for ours.
  await rename(command.logFile, `${command.logFile}.previous`).catch(() => undefined);
  const log = openSync(command.logFile, 'a', 0o600);
  const child = spawn(command.file, command.args, {
    cwd: command.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: command.environment ?? process.env,
    ...command.user,
  });
  closeSync(log);
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(notStarted(command, cause)));
  });
  child.unref();
  let stopping: Promise<void> | undefined;
  return {
    part: command.part,
    pid: child.pid ?? 0,
    stopSignal: command.stopSignal,
    ended: ended.signal,
    stop: (deadlineMs = STOP_DEADLINE_MS) => {
      stopping ??= stopChild(child, command.stopSignal, deadlineMs);
      return stopping;
    },
  };
}

function notStarted(command: ChildCommand, cause: Error): DevstackError {
  return new DevstackError('STACK_PART_EXITED', `${command.part}: ${command.file} cannot be run`, {
    retriable: false,
    cause,
  });
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals, deadlineMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const timer = new AbortController();
  const exited = new Promise<void>((resolve) => {
    child.ref();
    child.once('exit', () => resolve());
  });
  child.kill(signal);
  const late = sleep(deadlineMs, 'late' as const, { signal: timer.signal }).catch(() => 'in time' as const);
  if ((await Promise.race([exited, late])) === 'late') {
    child.kill('SIGKILL');
    await exited;
  }
  timer.abort();
}

/** The end of a log file, for an error message about a part that did not start. Never throws. */
export async function readLogTail(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.slice(-LOG_TAIL_BYTES).trim();
}
