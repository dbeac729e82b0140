import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitUntil } from './wait-until.ts';

export type ServiceName = 'validator' | 'persister' | 'deleter' | 'monitor';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));

/** A service in a process of its own, started as in production. */
export interface ServiceProcess {
  readonly name: ServiceName;
  readonly pid: number;
  /** All that it has written to standard output and error so far. */
  readonly output: () => string;
  /** Where it serves health and metrics; empty until it says so. */
  readonly address: () => string;
  readonly hasEnded: () => boolean;
  /** Resolves when it works. Throws when it ends instead. */
  readonly untilRunning: () => Promise<void>;
  /** Asks it to stop; gives its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it at once, as a machine that loses power would. */
  readonly kill: () => Promise<void>;
}

/** Starts a service with exactly this environment. It may not be working yet. */
export function startService(name: ServiceName, environment: NodeJS.ProcessEnv): ServiceProcess {
  const child = spawn(process.execPath, [program, 'run', name], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString();
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = once(child, 'close').then(() => child.exitCode);
  return {
    name,
    pid: child.pid ?? 0,
    output,
    address: () => /"http":"([^"]+)"/.exec(output())?.[1] ?? '',
    hasEnded,
    untilRunning: () =>
      waitUntil(`the ${name} says that it runs`, () => {
        if (hasEnded()) throw new Error(`The ${name} ended with ${child.exitCode}:\n${output().slice(-4_000)}`);
        return output().includes('"msg":"running"');
      }),
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      if (!hasEnded()) child.kill('SIGKILL');
      await ended;
    },
  };
}
