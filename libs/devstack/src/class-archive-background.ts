import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { areArchivesMade } from './class-archive-maker.ts';
import type { JavaRuntime } from './java-runtime.ts';

const PROGRAM = fileURLToPath(new URL('class-archive-main.ts', import.meta.url));

/**
 * Makes missing class archives in the background, at the lowest priority. With `endWithUs` it ends with this process. Never throws:
 * a stack without archives is slower to start, not worse.
 */
export async function makeArchivesInBackground(options: {
  readonly cache: string;
  readonly java: JavaRuntime;
  readonly environment: NodeJS.ProcessEnv;
  readonly endWithUs: boolean;
}): Promise<void> {
  if (await areArchivesMade(options.cache, options.java).catch(() => true)) {
    return;
  }
  const maker = spawn(process.execPath, [PROGRAM, ...(options.endWithUs ? ['--guarded'] : [])], {
    detached: true,
    stdio: [options.endWithUs ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    env: options.environment,
  });
  maker.on('error', () => undefined);
  maker.unref();
  const { stdin } = maker;
  stdin?.on('error', () => undefined);
  if (stdin instanceof Socket) {
    stdin.unref();
  }
}
