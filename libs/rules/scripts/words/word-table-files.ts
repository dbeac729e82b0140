import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { WordList } from '../../src/detect/words/word-list.ts';
import { compileWordList, hashWordLists } from './compile-word-list.ts';

const packageRoot = join(import.meta.dirname, '..', '..');

/** The source lists, and the generated modules that libs/rules loads in their stead because it may read no file. */
export const dataFolder = join(packageRoot, 'data');
export const generatedFolder = join(packageRoot, 'src', 'detect', 'words', 'generated');

const namedLists = (): (readonly [string, WordList])[] =>
  readdirSync(dataFolder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => {
      const name = basename(file, '.txt');
      return [name, compileWordList(name, readFileSync(join(dataFolder, file), 'utf8'))] as const;
    });

/** Every generated file by name with its content, made from the lists as they are now. */
export const renderWordTables = (): ReadonlyMap<string, string> => {
  const lists = namedLists();
  return new Map([
    ...lists.map(([name, list]) => [`${name}.json`, `${JSON.stringify(list)}\n`] as const),
    ['word-tables.json', `${JSON.stringify({ hash: hashWordLists(lists) })}\n`] as const,
  ]);
};
