/**
 * An open-addressed hash table from words to a set of classes and an entry number. It keeps two hashes of each word and not
 * the word: 32 bits tell words apart on top of the place, so a wrong hit is a matter of one in thousands of millions.
 */
export interface WordTable {
  readonly placeMask: number;
  readonly marks: Int32Array;
  /** 0 in an empty slot: every listed word has a class. */
  readonly classes: Int32Array;
  readonly entries: Uint16Array;
}

/** An empty table with room for a number of words at half load. */
export const createWordTable = (wordCount: number): WordTable => {
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(wordCount, 8) * 2));
  return {
    placeMask: slotCount - 1,
    marks: new Int32Array(slotCount),
    classes: new Int32Array(slotCount),
    entries: new Uint16Array(slotCount),
  };
};

/** The slot of a word by its two hashes: where it stands, or the empty slot where it would (classes 0 there). */
export const slotOf = ({ placeMask, marks, classes }: WordTable, place: number, mark: number): number => {
  let slot = place & placeMask;
  while (classes[slot] !== 0 && marks[slot] !== mark) slot = (slot + 1) & placeMask;
  return slot;
};

/** Adds classes, and an entry number where it is not 0, to a word by its two hashes. */
export const addWord = (table: WordTable, place: number, mark: number, classes: number, entry: number): void => {
  const slot = slotOf(table, place, mark);
  table.marks[slot] = mark;
  table.classes[slot] = (table.classes[slot] ?? 0) | classes;
  if (entry !== 0) table.entries[slot] = entry;
};
