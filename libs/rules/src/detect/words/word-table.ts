/**
 * An open-addressed hash table from words to a set of classes and an entry number. It keeps two hashes of each word and not
 * the word: 32 bits tell words apart on top of the place, so a wrong hit is a matter of one in thousands of millions.
 */
export interface WordTable {
  readonly placeMask: number;
  /** Of each slot the mark and the classes, side by side so that one look into memory brings both; classes 0 in an empty one. */
  readonly slots: Int32Array;
  readonly entries: Uint16Array;
}

/** A table is at most two thirds full: larger ones cost more looks into slow memory than they save in steps. */
const roomPerWord = 1.5;

/** An empty table with room for a number of words. */
export const createWordTable = (wordCount: number): WordTable => {
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(wordCount, 8) * roomPerWord));
  return { placeMask: slotCount - 1, slots: new Int32Array(slotCount * 2), entries: new Uint16Array(slotCount) };
};

/** The slot of a word by its two hashes: where it stands, or the empty slot where it would (classes 0 there). */
export const slotOf = ({ placeMask, slots }: WordTable, place: number, mark: number): number => {
  let slot = place & placeMask;
  while (slots[slot * 2 + 1] !== 0 && slots[slot * 2] !== mark) slot = (slot + 1) & placeMask;
  return slot;
};

/** The classes of a slot; 0 in an empty one. */
export const classesIn = ({ slots }: WordTable, slot: number): number => slots[slot * 2 + 1] ?? 0;

/** Adds classes, and an entry number where it is not 0, to a word by its two hashes. */
export const addWord = (table: WordTable, place: number, mark: number, classes: number, entry: number): void => {
  const slot = slotOf(table, place, mark);
  table.slots[slot * 2] = mark;
  table.slots[slot * 2 + 1] = classesIn(table, slot) | classes;
  if (entry !== 0) table.entries[slot] = entry;
};
