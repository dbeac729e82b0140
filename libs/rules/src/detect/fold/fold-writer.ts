import type { FoldedText } from '../folded-text.ts';
import { PlaceMap } from './place-map.ts';

/** Writes a folded text piece by piece and remembers where each piece came from. */
export class FoldWriter {
  readonly #value: string;
  /** For each run: start and end in the original, and the length of what was written for it. */
  readonly #runs: number[] = [];
  readonly #pieces: string[] = [];
  #length = 0;
  #isSameLength = true;
  #originalEnd = 0;

  constructor(value: string) {
    this.#value = value;
  }

  /** How much has been written. */
  get length(): number {
    return this.#length;
  }

  /** Takes [from, to) of the original as it is. */
  copy(from: number, to: number): void {
    if (from >= to) return;
    this.#pieces.push(this.#value.slice(from, to));
    this.#note(from, to, to - from, true);
  }

  /** Writes another text for [from, to) of the original. */
  write(image: string, from: number, to: number): void {
    if (image.length === 0) return;
    this.#pieces.push(image);
    this.#note(from, to, image.length, image.length === 1 && to - from === 1);
  }

  /** The text with its map; without one where every unit stands where it stood. */
  finish(): FoldedText {
    const isUnmoved = this.#isSameLength && this.#length === this.#value.length;
    return { text: this.#pieces.join(''), map: isUnmoved ? null : new PlaceMap(this.#runs, this.#length) };
  }

  #note(from: number, to: number, length: number, isSameLength: boolean): void {
    if (!isSameLength || from !== this.#originalEnd) this.#isSameLength = false;
    this.#originalEnd = to;
    this.#length += length;
    this.#runs.push(from, to, length);
  }
}
