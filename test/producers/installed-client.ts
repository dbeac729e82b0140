import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../pipeline/run-program.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const packing = join(repository, 'libs/client/packing/main.ts');

/** A project of somebody else that has nothing but our packed client. */
export type ClientProject = {
  readonly folder: string;
  /** Checks every TypeScript file of the project as strictly as the compiler can; gives its complaints. */
  readonly check: () => Promise<string>;
};

/** As a stranger's settings could be: nothing is excused, neither in their code nor in our declarations. */
const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  lib: ['es2023'],
  types: ['node'],
  typeRoots: [join(repository, 'node_modules/@types')],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

async function run(folder: string, file: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, output, complaint } = await runProgram(file, args, { folder, environment: process.env });
  if (exitCode !== 0) throw new Error(`${file} ${args[0]} ended with ${exitCode}:\n${output}${complaint}`);
  return output;
}

/** Builds and packs the client, and installs the tarball in a folder that is emptied first, beside the files of `template` where one is given. */
export async function installClient(folder: string, template?: string): Promise<ClientProject> {
  await rm(folder, { recursive: true, force: true });
  const project = join(folder, 'project');
  await mkdir(project, { recursive: true });
  await run(repository, process.execPath, packing, join(folder, 'package'));
  await run(folder, 'npm', 'pack', '--silent', join(folder, 'package'));
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  if (template !== undefined) await cp(template, project, { recursive: true });
  await cp(join(folder, tarball), join(project, tarball));
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'a-producer', private: true, type: 'module' }));
  await run(project, 'npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', `./${tarball}`);
  const settings = { compilerOptions, include: ['*.ts', '*.mts'] };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(settings));
  return { folder: project, check: () => checkTypes(project) };
}

async function checkTypes(folder: string): Promise<string> {
  const tsc = join(repository, 'node_modules/.bin/tsc');
  return (await runProgram(tsc, ['-p', folder], { folder, environment: process.env })).output;
}
