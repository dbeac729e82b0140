import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../pipeline/run-program.ts';
import { type Example, examplesFolder } from './example.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const exampleFolder = join(examplesFolder, 'python');

/**
 * The Python example, with a Python of its own and what it asks for, made once and kept below .varselvakt. MISSING where the machine has no
 * Python that can make one; throws when the packages cannot be installed.
 */
export async function providePython(): Promise<Example> {
  const requirements = join(exampleFolder, 'requirements.txt');
  const version = hash('sha256', await readFile(requirements)).slice(0, 12);
  const folder = join(repository, '.varselvakt/python', version);
  const python = join(folder, 'bin/python');
  const doneFile = join(folder, 'installed');
  const example: Example = {
    outcome: 'READY',
    publish: (environment, ...args) =>
      runProgram(python, ['publish.py', ...args], { folder: exampleFolder, environment }),
  };
  if (existsSync(doneFile)) return example;
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
  return example;
}
