import { addressLists } from '../addresses/address-lists.ts';
import { type AddressTables, createAddressTables } from '../addresses/address-tables.ts';
import addressData from '../addresses/generated/addresses.json' with { type: 'json' };
import termData from '../terms/generated/terms.json' with { type: 'json' };
import { termLists } from '../terms/term-lists.ts';
import { createTermTables, type TermTables } from '../terms/term-tables.ts';
import { createEndingTable, type EndingTable } from './ending-table.ts';
import { createGapTable } from './gap-kinds.ts';
import { createLetterTables, type LetterTables } from './letter-tables.ts';
import { hashWord, markSeed, nextMark, nextPlace, placeSeed, spread } from './word-hash.ts';
import type { ListedWords } from './word-list.ts';
import { wordLists } from './word-lists.ts';
import { createScanBuffers, type ScanBuffers } from './word-scan.ts';
import { addWord, classesIn, createWordTable, slotOf, type WordTable } from './word-table.ts';

/** All word lists as compact tables: some megabytes, made in some tens of milliseconds. Make one and keep it. */
export interface Lexicon {
  readonly letters: LetterTables;
  readonly gaps: Uint8Array;
  readonly table: WordTable;
  readonly endings: EndingTable;
  /** Lent to one scan at a time, see scanWords. */
  readonly buffers: ScanBuffers;
  readonly wordCount: number;
  readonly addresses: AddressTables;
  readonly terms: TermTables;
}

const wordEnd = 0x20;

const countWords = (words: string): number => {
  let count = words.length === 0 ? 0 : 1;
  for (let at = words.indexOf(' '); at >= 0; at = words.indexOf(' ', at + 1)) count += 1;
  return count;
};

/** Adds a list in one walk over its text: a word ends where a space or the text does. */
const addList = (table: WordTable, { lower }: LetterTables, { list, classes }: ListedWords): void => {
  const { words, entries } = list;
  let place = placeSeed;
  let mark = markSeed;
  let count = 0;
  for (let index = 0; index <= words.length; index += 1) {
    const code = index < words.length ? words.charCodeAt(index) : wordEnd;
    if (code === wordEnd) {
      if (index > 0) addWord(table, spread(place), mark, classes, entries[count] ?? 0);
      place = placeSeed;
      mark = markSeed;
      count += 1;
      continue;
    }
    const small = lower[code] ?? code;
    place = nextPlace(place, small);
    mark = nextMark(mark, small);
  }
};

const endingTable = (letters: LetterTables, lists: readonly ListedWords[]): EndingTable =>
  createEndingTable(
    letters,
    lists
      .filter(({ form }) => form === 'ending')
      .flatMap(({ list, classes }) => list.words.split(' ').map((word) => [word, classes] as const)),
  );

/** Every list that the lexicon holds: of names, addresses and terms. */
export const allLists = (): readonly ListedWords[] => [
  ...wordLists,
  ...addressLists(addressData),
  ...termLists(termData),
];

/** Builds the tables of all lists, or of other ones for a test. Pure but not free: once a process is enough. */
export const createLexicon = (lists: readonly ListedWords[] = allLists()): Lexicon => {
  const whole = lists.filter(({ form }) => form === 'word');
  const wordCount = whole.reduce((sum, { list }) => sum + countWords(list.words), 0);
  const letters = createLetterTables();
  const table = createWordTable(wordCount);
  for (const listed of whole) addList(table, letters, listed);
  return {
    letters,
    gaps: createGapTable(),
    table,
    endings: endingTable(letters, lists),
    buffers: createScanBuffers(),
    wordCount,
    addresses: createAddressTables(addressData),
    terms: createTermTables(termData),
  };
};

const isAscii = (text: string, from: number, to: number): boolean => {
  for (let index = from; index < to; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
};

/** The classes of the word at [from, to) of a text, in any letter case and with or without accents; 0 when not listed. */
export const classesOf = ({ letters, table }: Lexicon, text: string, from: number, to: number): number => {
  const exact = hashWord(text, from, to, letters.lower);
  const classes = classesIn(table, slotOf(table, exact.place, exact.mark));
  if (classes !== 0 || isAscii(text, from, to)) return classes;
  const plain = hashWord(text, from, to, letters.plain);
  return classesIn(table, slotOf(table, plain.place, plain.mark));
};
