import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../bin/varselvakt.js', import.meta.url));

/** Runs the command as people do, by this Node, to its end. */
export function runVarselvakt(
  args: readonly string[],
  options: { readonly folder?: string; readonly input?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { folder, input, environment } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    encoding: 'utf8',
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}
