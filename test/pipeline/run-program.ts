import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProgramResult {
  readonly exitCode: number | null;
  /** What it wrote to standard output. */
  readonly output: string;
  /** What it wrote to standard error. */
  readonly complaint: string;
}

/** Runs a program to its end. Throws when it cannot be started. */
export async function runProgram(
  file: string,
  args: readonly string[],
  options: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Promise<ProgramResult> {
  const child = spawn(file, args, { cwd: options.folder, env: options.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.complaint += chunk.toString();
  });
  await once(child, 'close');
  return { exitCode: child.exitCode, ...texts };
}
