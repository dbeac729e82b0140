import type { LetterTables } from './letter-tables.ts';
import { markSeed, nextMark, nextPlace, placeSeed, spread } from './word-hash.ts';
import { addWord, classesIn, createWordTable, slotOf, type WordTable } from './word-table.ts';

/** Listed ends of words: the words backwards in a word table, and how long they can be. */
export interface EndingTable {
  readonly table: WordTable;
  readonly minLength: number;
  readonly maxLength: number;
}

/** A table of endings with their classes; those of an ending in several lists are added up. */
export const createEndingTable = (
  letters: LetterTables,
  listed: readonly (readonly [string, number])[],
): EndingTable => {
  const table = createWordTable(listed.length);
  const lengths = listed.map(([ending]) => ending.length);
  for (const [ending, classes] of listed) {
    let place = placeSeed;
    let mark = markSeed;
    for (let index = ending.length - 1; index >= 0; index -= 1) {
      const small = letters.lower[ending.charCodeAt(index)] ?? 0;
      place = nextPlace(place, small);
      mark = nextMark(mark, small);
    }
    addWord(table, spread(place), mark, classes, 0);
  }
  return { table, minLength: Math.min(...lengths), maxLength: Math.max(0, ...lengths) };
};

/** The classes of the longest listed ending that leaves some of the word at [from, to); 0 without one. */
export const endingClasses = (
  { table, minLength, maxLength }: EndingTable,
  letters: LetterTables,
  text: string,
  from: number,
  to: number,
): number => {
  const first = Math.max(from + 1, to - maxLength);
  let place = placeSeed;
  let mark = markSeed;
  let longest = 0;
  for (let index = to - 1; index >= first; index -= 1) {
    const small = letters.lower[text.charCodeAt(index)] ?? 0;
    place = nextPlace(place, small);
    mark = nextMark(mark, small);
    if (to - index < minLength) continue;
    const classes = classesIn(table, slotOf(table, spread(place), mark));
    if (classes !== 0) longest = classes;
  }
  return longest;
};
