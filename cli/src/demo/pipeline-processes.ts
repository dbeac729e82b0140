import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import nodeFlags from '../../bin/node-flags.json' with { type: 'json' };
import { CommandError, exitCodes } from '../command-error.ts';
import type { ServiceName } from '../service-files.ts';

const program = fileURLToPath(new URL('../../bin/varselvakt.js', import.meta.url));
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** A service of ours that runs as a process of its own. */
export interface RunningService {
  readonly name: ServiceName;
  /** Where its health and metrics are served. */
  readonly address: string;
  readonly logFile: string;
  /** Resolves with the exit code when it ends, by whatever cause. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Runs a command of ours to its end. Throws CommandError with what it said when it fails. */
export async function runToEnd(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [program, ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new CommandError(`varselvakt ${words.join(' ')} failed:\n${said.trim()}`, exitCodes.failed);
}

/**
 * Starts a service and waits until it works. It ends when this process does, also after a kill -9: its IPC channel closes
 * then. Throws CommandError that names the log file when it ends or does not come up in time.
 */
export async function startServiceProcess(
  name: ServiceName,
  environment: NodeJS.ProcessEnv,
  logFolder: string,
): Promise<RunningService> {
  mkdirSync(logFolder, { recursive: true });
  const logFile = join(logFolder, `${name}.log`);
  const child = spawn(process.execPath, [...nodeFlags, program, 'run', name], {
    env: { ...environment, HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => Number(code ?? 1));
  const address = await Promise.race([
    readAddress(child, logFile),
    ended.then((code) => failed(`The ${name} ended with code ${code}; its log: ${logFile}`)),
    after(START_TIMEOUT_MS).then(() => failed(`The ${name} did not start within 60 s; its log: ${logFile}`)),
  ]);
  return { name, address, logFile, ended, stop: () => stopProcess(child, ended) };
}

/** Copies the log into a file and gives the address that the line "running" names. */
function readAddress(child: ChildProcess, logFile: string): Promise<string> {
  const file = createWriteStream(logFile, { flags: 'a' });
  child.stderr?.on('data', (chunk: Buffer) => file.write(chunk));
  return new Promise((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      file.write(`${line}\n`);
      const entry = parseLine(line);
      if (entry?.['msg'] === 'running' && typeof entry['http'] === 'string') resolve(entry['http']);
    });
  });
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

async function stopProcess(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), after(STOP_TIMEOUT_MS).then(() => false)]);
  if (!inTime) child.kill('SIGKILL');
}

function failed(message: string): never {
  throw new CommandError(message, exitCodes.failed);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
