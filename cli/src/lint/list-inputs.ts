import { glob, readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { InputFaultCode } from './input-fault.ts';

/** Something to lint: a file, the standard input, or a word that leads to neither. */
export type LintInput =
  | { readonly type: 'FILE'; readonly name: string }
  | { readonly type: 'STDIN'; readonly name: string }
  | { readonly type: 'FAULT'; readonly name: string; readonly code: InputFaultCode };

const stdin: LintInput = { type: 'STDIN', name: 'stdin' };
const readableForm = /\.(?:json|ndjson|jsonl|avro|txt)$/i;
const globForm = /[*?[{]/;

const isHidden = (path: string): boolean =>
  path.split(sep).some((part) => part === 'node_modules' || (part.startsWith('.') && part !== '.' && part !== '..'));

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && readableForm.test(entry.name))
    .map((entry) => ({ path: join(entry.parentPath, entry.name), inside: join(entry.parentPath, entry.name) }))
    .filter(({ inside }) => !isHidden(inside.slice(folder.length)))
    .map(({ path }) => path)
    .toSorted();
};

const filesMatching = async (pattern: string): Promise<readonly string[]> => {
  const paths = [];
  for await (const path of glob(pattern, { exclude: ['**/node_modules/**'] }))
    if ((await stat(path)).isFile()) paths.push(path);
  return paths.toSorted();
};

const toInputs = (names: readonly string[], word: string): readonly LintInput[] =>
  names.length === 0
    ? [{ type: 'FAULT', name: word, code: 'INPUT_MISSING' }]
    : names.map((name) => ({ type: 'FILE', name }));

const findInputs = async (word: string): Promise<readonly LintInput[]> => {
  if (word === '-') return [stdin];
  const found = await stat(word).catch(() => undefined);
  if (found?.isDirectory()) return toInputs(await filesBelow(word), word);
  if (found !== undefined) return [{ type: 'FILE', name: word }];
  return toInputs(globForm.test(word) ? await filesMatching(word) : [], word);
};

/** What words lead to, in their order, each file once: `-` is the standard input, folders are searched, patterns matched. */
export const listInputs = async (words: readonly string[]): Promise<readonly LintInput[]> => {
  if (words.length === 0) return [stdin];
  const inputs: LintInput[] = [];
  for (const word of words) {
    try {
      inputs.push(...(await findInputs(word)));
    } catch {
      inputs.push({ type: 'FAULT', name: word, code: 'INPUT_UNREADABLE' });
    }
  }
  return [...new Map(inputs.map((input) => [`${input.type} ${input.name}`, input])).values()];
};
