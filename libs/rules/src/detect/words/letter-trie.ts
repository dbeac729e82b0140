/** Letters told apart by a trie: a–z, æ, ø, å, é, è, á, and one place for everything else. */
const letterCount = 33;
const other = 32;

const tableSize = 0x100;
const letterPlaces: Readonly<Record<string, number>> = { æ: 26, ø: 27, å: 28, é: 29, è: 30, á: 31 };

/** By unit below 0x100 its letter in the trie, capitals as small ones. */
const createPlaces = (): Uint8Array => {
  const places = new Uint8Array(tableSize).fill(other);
  for (let letter = 0; letter < 26; letter += 1) {
    places[0x61 + letter] = letter;
    places[0x41 + letter] = letter;
  }
  for (const [letter, place] of Object.entries(letterPlaces)) {
    places[letter.charCodeAt(0)] = place;
    places[letter.toUpperCase().charCodeAt(0)] = place;
  }
  return places;
};

/** Listed beginnings of words, or ends read backwards, as one flat table: a look costs as many steps as letters agree. */
export interface LetterTrie {
  readonly places: Uint8Array;
  /** By node and letter the next node; 0 for none. */
  readonly next: Uint16Array;
  /** By node what was listed to end here; 0 for nothing, see `veto`. */
  readonly values: Uint16Array;
  readonly isBackwards: boolean;
}

/** The value of an affix that makes the word none of the list, longer ones of the list aside. */
export const veto = 0xffff;

/** The letters of a word as the trie has them, in the order in which it is walked; null where one is not Norwegian. */
const lettersOf = (word: string, places: Uint8Array, isBackwards: boolean): Uint8Array | null => {
  const letters = new Uint8Array(word.length);
  for (let index = 0; index < word.length; index += 1) {
    const letter = places[word.charCodeAt(index)] ?? other;
    if (letter === other) return null;
    letters[isBackwards ? word.length - 1 - index : index] = letter;
  }
  return letters;
};

/** Builds the trie of words with a value each; a value of 0 would be nothing. Words with other than Norwegian letters are left out. */
export const createLetterTrie = (words: readonly (readonly [string, number])[], isBackwards: boolean): LetterTrie => {
  const size = words.reduce((sum, [word]) => sum + word.length, 1);
  const places = createPlaces();
  const next = new Uint16Array(size * letterCount);
  const values = new Uint16Array(size);
  let nodes = 1;
  for (const [word, value] of words) {
    const letters = lettersOf(word, places, isBackwards);
    if (letters === null) continue;
    let node = 0;
    for (const letter of letters) {
      const slot = node * letterCount + letter;
      if (next[slot] === 0) {
        next[slot] = nodes;
        nodes += 1;
      }
      node = next[slot] ?? 0;
    }
    values[node] = value;
  }
  return { places, next: next.slice(0, nodes * letterCount), values: values.slice(0, nodes), isBackwards };
};

/**
 * The value of the longest listed affix of the word at [from, to) that leaves at least `minRest` units of it, a veto none at
 * all; 0 without one, and where the longest is a veto.
 */
export const longestMatch = (trie: LetterTrie, text: string, from: number, to: number, minRest: number): number => {
  const { places, next, values, isBackwards } = trie;
  const length = to - from;
  let node = 0;
  let found = 0;
  for (let step = 0; step < length; step += 1) {
    const code = text.charCodeAt(isBackwards ? to - 1 - step : from + step);
    node = next[node * letterCount + (places[code] ?? other)] ?? 0;
    if (node === 0) return found;
    const value = values[node] ?? 0;
    if (value === veto) found = 0;
    else if (value !== 0 && length - step > minRest) found = value;
  }
  return found;
};
