const placeCount = 32;

/** A set of words of which most that are asked for are none: told by first letter and length, without a look into the set. */
export class WordSet {
  /** By first letter, a few others sharing its place, one bit for each length. */
  readonly #lengths = new Int32Array(placeCount);
  readonly #words: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) {
      const place = word.charCodeAt(0) & 31;
      this.#lengths[place] = (this.#lengths[place] ?? 0) | (1 << (word.length & 31));
    }
  }

  has(word: string): boolean {
    const lengths = this.#lengths[word.charCodeAt(0) & 31] ?? 0;
    return ((lengths >> (word.length & 31)) & 1) === 1 && this.#words.has(word);
  }
}
