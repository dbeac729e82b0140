import { createHash } from 'node:crypto';
import type { WordList } from '../../src/detect/words/word-list.ts';

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const parseLine = (line: string, name: string): readonly [string, number] => {
  const [word = '', entry = '0', ...rest] = line.split('\t');
  if (!/^\p{L}+$/u.test(word) || !/^\d{1,5}$/.test(entry) || rest.length > 0) {
    throw new Error(`${name}: a line is not one word, or a word, a tab and an entry number: ${line}`);
  }
  return [word.toLowerCase(), Number(entry)];
};

const inWordOrder = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  one < other ? -1 : Number(one > other);

/**
 * Turns a source list (one word a line, after a tab an entry number where the list has them; # starts a comment line)
 * into what the lexicon loads: small letters, in order, each word once. Throws on a line of another form.
 */
export const compileWordList = (name: string, source: string): WordList => {
  const lines = source.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const byWord = new Map<string, number>();
  for (const [word, entry] of lines.map((line) => parseLine(line, name))) {
    const known = byWord.get(word) ?? 0;
    if (known !== 0 && entry !== 0 && known !== entry) throw new Error(`${name}: two entries for ${word}`);
    byWord.set(word, entry === 0 ? known : entry);
  }
  const listed = [...byWord].sort(inWordOrder);
  const words = listed.map(([word]) => word).join(' ');
  const entries = listed.some(([, entry]) => entry !== 0) ? listed.map(([, entry]) => entry) : [];
  return { words, entries, hash: hashOf(`${words}\n${entries.join(' ')}`) };
};

/** One hash over all lists by name: it changes when any word does, and is part of what a rule-set version stands for. */
export const hashWordLists = (lists: readonly (readonly [string, WordList])[]): string =>
  hashOf(
    [...lists]
      .map(([name, { hash }]) => `${name} ${hash}`)
      .sort()
      .join('\n'),
  );
