import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { WordList } from '../../src/detect/words/word-list.ts';
import { wordLists } from '../../src/detect/words/word-lists.ts';
import { compileWordList, hashWordLists } from './compile-word-list.ts';
import { generatedFolder, renderWordTables } from './word-table-files.ts';

test('the generated word tables are what the lists in data/ give; run `npm run words -w libs/rules` when they are not', () => {
  const files = renderWordTables();
  expect(readdirSync(generatedFolder).sort()).toEqual([...files.keys()].sort());
  const stale = [...files].filter(([file, content]) => readFileSync(join(generatedFolder, file), 'utf8') !== content);
  expect(stale.map(([file]) => file)).toEqual([]);
});

test('every list in data/ is loaded by the lexicon', () => {
  const loaded = new Set(wordLists.map(({ list }) => list.hash));
  const lists = [...renderWordTables()].filter(([file]) => file !== 'word-tables.json');
  const hashes = lists.map(([file, content]): [string, WordList] => [file, JSON.parse(content)]);
  expect(hashes.filter(([, { hash }]) => !loaded.has(hash)).map(([file]) => file)).toEqual([]);
});

test('a list is compiled to small letters, in order, each word once, with the entry numbers beside', () => {
  const list = compileWordList('list', '# a comment\nØyvind\t7\nanne\n\nAnne\n');
  expect(list).toMatchObject({ words: 'anne øyvind', entries: [0, 7] });
});

test('a list without entry numbers holds no row of noughts', () => {
  expect(compileWordList('list', 'kari\n').entries).toEqual([]);
});

test.each(['two words', 'e-post', 'x\ty', 'x\t1\t2', 'tall1'])('the line %j is refused', (line) => {
  expect(() => compileWordList('list', line)).toThrow('list');
});

test('a word with two entries is refused, for a word can stand for only one', () => {
  expect(() => compileWordList('list', 'kreft\t1\nKreft\t2')).toThrow('two entries');
});

test('the hash of all lists changes with a word, an entry or the name of a list', () => {
  const hash = (name: string, source: string): string => hashWordLists([[name, compileWordList(name, source)]]);
  const all = [hash('a', 'kari'), hash('a', 'ola'), hash('a', 'kari\t1'), hash('b', 'kari')];
  expect(new Set(all).size).toBe(4);
  expect(hash('a', 'Kari')).toBe(hash('a', 'kari'));
});
