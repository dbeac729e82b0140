import { spawn } from 'node:child_process';
import { DevstackError } from './devstack-error.ts';

const OUTPUT_TAIL_CHARS = 1500;

/** A program that runs to its end. */
export interface ProgramRun {
  /** What it does, for the message when it fails. */
  readonly purpose: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly user?: { readonly uid: number; readonly gid: number } | null;
  readonly input?: string;
}

/** Runs a program quietly. Throws STACK_PART_EXITED with the end of its output when it fails; a retry seldom helps. */
export function runProgram(run: ProgramRun): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(run.file, run.args, {
      cwd: run.folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: run.environment,
      ...run.user,
    });
    let output = '';
    const keep = (piece: Buffer) => {
      output = (output + piece.toString('utf8')).slice(-OUTPUT_TAIL_CHARS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.once('error', (cause) => reject(programFailed(run, 'cannot be run', cause)));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(programFailed(run, `ended with ${code}:\n${output.trim()}`)),
    );
    child.stdin.end(run.input ?? '');
  });
}

function programFailed(run: ProgramRun, why: string, cause?: unknown): DevstackError {
  return new DevstackError('STACK_PART_EXITED', `${run.purpose}: ${run.file} ${why}`, { retriable: false, cause });
}
