/** Numbers that one run takes in the list of runs. */
const runSize = 3;

interface Places {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Where each unit of a folded text came from; laid out when it is first asked for, which most texts never are. */
export class PlaceMap implements Places {
  /** For each run: start and end in the original, and the length of what was written for it. */
  readonly #runs: readonly number[];
  readonly #length: number;
  #places: Places | undefined;

  constructor(runs: readonly number[], length: number) {
    this.#runs = runs;
    this.#length = length;
  }

  get starts(): Int32Array {
    return this.#laidOut().starts;
  }

  get ends(): Int32Array {
    return this.#laidOut().ends;
  }

  #laidOut(): Places {
    this.#places ??= this.#layOut();
    return this.#places;
  }

  #layOut(): Places {
    const starts = new Int32Array(this.#length);
    const ends = new Int32Array(this.#length);
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
