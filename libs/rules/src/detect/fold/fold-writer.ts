import type { FoldedText } from '../folded-text.ts';

/** Numbers that one run takes in the list of runs. */
const runSize = 3;

/** Writes a folded text piece by piece and remembers where each piece came from. */
export class FoldWriter {
  readonly #value: string;
  /** For each run: start and end in the original, and the length of what was written for it. */
  readonly #runs: number[] = [];
  #text = '';
  #isSameLength = true;
  #originalEnd = 0;

  constructor(value: string) {
    this.#value = value;
  }

  /** How much has been written. */
  get length(): number {
    return this.#text.length;
  }

  /** Takes [from, to) of the original as it is. */
  copy(from: number, to: number): void {
    if (from >= to) return;
    this.#text += this.#value.slice(from, to);
    this.#note(from, to, to - from, true);
  }

  /** Writes another text for [from, to) of the original. */
  write(image: string, from: number, to: number): void {
    if (image.length === 0) return;
    this.#text += image;
    this.#note(from, to, image.length, image.length === 1 && to - from === 1);
  }

  /** The text with its map; without one where every unit stands where it stood. */
  finish(): FoldedText {
    const isUnmoved = this.#isSameLength && this.#text.length === this.#value.length;
    return { text: this.#text, map: isUnmoved ? null : this.#map() };
  }

  #note(from: number, to: number, length: number, isSameLength: boolean): void {
    if (!isSameLength || from !== this.#originalEnd) this.#isSameLength = false;
    this.#originalEnd = to;
    this.#runs.push(from, to, length);
  }

  #map(): { readonly starts: Int32Array; readonly ends: Int32Array } {
    const starts = new Int32Array(this.#text.length);
    const ends = new Int32Array(this.#text.length);
    let at = 0;
    for (let run = 0; run < this.#runs.length; run += runSize) {
      const from = this.#runs[run] ?? 0;
      const to = this.#runs[run + 1] ?? 0;
      const length = this.#runs[run + 2] ?? 0;
      const isCopy = length === to - from;
      for (let index = 0; index < length; index += 1) {
        starts[at] = isCopy ? from + index : from;
        ends[at] = isCopy ? from + index + 1 : to;
        at += 1;
      }
    }
    return { starts, ends };
  }
}
