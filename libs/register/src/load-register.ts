import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisterFacts } from './check-dates.ts';
import { parseRegister, type RegisterFile, type RegisterResult } from './parse-register.ts';

const isYaml = (name: string): boolean => /\.ya?ml$/.test(name) && !name.startsWith('.');

const listFiles = async (path: string): Promise<readonly string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter(isYaml)
    .toSorted()
    .map((name) => join(path, name));
};

const readRegisterFiles = async (path: string): Promise<readonly RegisterFile[]> => {
  const files = await listFiles(path);
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(name, 'utf8') })));
};

const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined;

const isMissing = (fault: unknown): boolean => codeOf(fault) === 'ENOENT' || codeOf(fault) === 'ENOTDIR';

const faultyPath = (path: string, message: string): RegisterResult => ({
  outcome: 'FAULTY',
  faults: [{ file: path, line: 1, column: 1, path: '', message }],
});

/**
 * Reads the register from a YAML file or from every YAML file below a folder. A path without such files is a fault like any other.
 * Throws only when the file system fails in another way; a retry may help.
 */
export const loadRegister = async (path: string, facts?: RegisterFacts): Promise<RegisterResult> => {
  try {
    const files = await readRegisterFiles(path);
    return files.length === 0 ? faultyPath(path, 'There is no YAML file here') : parseRegister(files, facts);
  } catch (fault) {
    if (isMissing(fault)) return faultyPath(path, 'There is no such file or folder');
    throw fault;
  }
};
