import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import nodeFlags from '../../cli/bin/node-flags.json' with { type: 'json' };

/** A process that is measured from outside. */
export type MeasuredProcess = {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves with its exit code, by whatever cause it ended. */
  readonly ended: Promise<number>;
  /** Asks it to end and waits; ends it by force after 30 s. */
  readonly stop: () => Promise<void>;
};

/** One line of the log of a service. */
export type LogLine = Readonly<Record<string, unknown>>;

export type ProcessStart = {
  /** Names its log. */
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly workFolder: string;
  /** Writes a CPU profile into this folder when it ends. */
  readonly profileFolder?: string | undefined;
  readonly onLogLine?: (line: LogLine) => void;
};

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
const STOP_TIMEOUT_MS = 30_000;

/** Starts a service exactly as in production, as a process of its own. It ends when this process does. */
export function startService(
  service: 'validator' | 'persister' | 'deleter' | 'monitor',
  start: ProcessStart,
): MeasuredProcess {
  const environment = { ...start.environment, HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_FORMAT: 'json' };
  return startProcess([...nodeFlags, program, 'run', service], { ...start, environment });
}

/** Starts a script of the benchmarks as a process of its own. It ends when this process does. */
export function startScript(file: URL, start: ProcessStart): MeasuredProcess {
  return startProcess([fileURLToPath(file)], start);
}

function startProcess(words: readonly string[], start: ProcessStart): MeasuredProcess {
  const { name, environment, workFolder, profileFolder } = start;
  const profiling =
    profileFolder === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`, `--cpu-prof-name=${name}.cpuprofile`];
  const child = spawn(process.execPath, [...profiling, ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const logFile = join(workFolder, `${name}.log`);
  keepLog(child, logFile, start.onLogLine);
  const ended = once(child, 'close').then(([code]) => Number(code ?? 1));
  return { pid: child.pid ?? 0, logFile, ended, stop: () => stopProcess(child, ended) };
}

function keepLog(child: ChildProcess, logFile: string, onLogLine: ProcessStart['onLogLine']): void {
  const file = createWriteStream(logFile);
  child.stderr?.on('data', (chunk: Buffer) => file.write(chunk));
  child.stdout?.on('data', (chunk: Buffer) => file.write(chunk));
  if (onLogLine === undefined || child.stdout === null) return;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = parseLine(line);
    if (parsed !== undefined) onLogLine(parsed);
  });
}

function parseLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}

async function stopProcess(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(force);
}

/** Runs a script of the benchmarks to its end and reads its last word, one line of JSON. Throws when it fails. */
export async function runScript<T>(file: URL, start: Omit<ProcessStart, 'onLogLine'>): Promise<T> {
  let told: LogLine | undefined;
  const child = startScript(file, {
    ...start,
    onLogLine: (line) => {
      told = line;
    },
  });
  const code = await child.ended;
  if (code !== 0 || told === undefined)
    throw new Error(`${start.name} ended with code ${code}; its log: ${child.logFile}`);
  return told as T;
}
