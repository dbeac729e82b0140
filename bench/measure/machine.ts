import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Where and on what a figure was measured; without this it means nothing. */
export type Machine = {
  readonly cpuModel: string;
  readonly coreCount: number;
  readonly memoryBytes: number;
  readonly nodeVersion: string;
  /** NODE_OPTIONS: the services got them too. */
  readonly nodeOptions: string;
  readonly platform: string;
  /** Processes that wanted to run in the minute before: above 0.5 the machine was not quiet. */
  readonly loadBefore: number;
  readonly gitCommit: string;
  /** Files were changed that no commit holds. */
  readonly gitDirty: boolean;
  readonly measuredAt: string;
};

/** Describes this machine and this checkout, now. Never throws: a checkout without git has the commit `unknown`. */
export function describeMachine(): Machine {
  return {
    cpuModel: cpus()[0]?.model ?? 'unknown',
    coreCount: cpus().length,
    memoryBytes: totalmem(),
    nodeVersion: process.version,
    nodeOptions: process.env['NODE_OPTIONS'] ?? '',
    platform: `${process.platform} ${process.arch}`,
    loadBefore: loadavg()[0] ?? 0,
    gitCommit: askGit(['rev-parse', '--short=12', 'HEAD']) ?? 'unknown',
    gitDirty: askGit(['status', '--porcelain', '--untracked-files=no']) !== '',
    measuredAt: new Date().toISOString(),
  };
}

function askGit(words: readonly string[]): string | undefined {
  try {
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    return execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
