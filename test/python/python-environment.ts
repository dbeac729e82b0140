import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../pipeline/run-program.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the Python example. */
export const exampleFolder: string = join(repository, 'docs/producers/python');

export type PythonEnvironment =
  | { readonly outcome: 'READY'; readonly python: string }
  | { readonly outcome: 'MISSING'; readonly reason: string };

/**
 * A Python of its own with what the example asks for, made once and kept below .varselvakt. MISSING where the machine has no
 * Python that can make one; throws when the packages cannot be installed.
 */
export async function providePython(): Promise<PythonEnvironment> {
  const requirements = join(exampleFolder, 'requirements.txt');
  const version = hash('sha256', await readFile(requirements)).slice(0, 12);
  const folder = join(repository, '.varselvakt/python', version);
  const python = join(folder, 'bin/python');
  const doneFile = join(folder, 'installed');
  if (existsSync(doneFile)) return { outcome: 'READY', python };
  await mkdir(folder, { recursive: true });
  const run = (file: string, ...args: string[]) =>
    runProgram(file, args, { folder: repository, environment: process.env });
  const made = await run('python3', '-m', 'venv', folder).catch((error: Error) => ({
    exitCode: 1,
    complaint: error.message,
  }));
  if (made.exitCode !== 0) return { outcome: 'MISSING', reason: made.complaint || 'python3 -m venv does not work' };
  const installed = await run(python, '-m', 'pip', 'install', '--quiet', '--requirement', requirements);
  if (installed.exitCode !== 0)
    throw new Error(`pip could not install the example's packages:\n${installed.complaint}`);
  await writeFile(doneFile, '');
  return { outcome: 'READY', python };
}
