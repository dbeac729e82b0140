/** A test that makes a fault, by its file (from the root) and a text that stands in the file: its title, or the sentence on top. */
export interface Proof {
  readonly file: string;
  readonly title: string;
}

/** A fault that the product must bear. */
export interface Fault {
  readonly id: `F${number}`;
  readonly what: string;
  /** What must hold, beyond the promises that hold always. */
  readonly mustHold: string;
  /** Empty: it is not made; then `limit` says why. */
  readonly proofs: readonly Proof[];
  /** What of it is not made here, or is made by other means, and why. */
  readonly limit?: string;
}

export const proof = (file: string, title: string): Proof => ({ file, title });
