/** What the reliability suite promises to see; LEAK = personal data outside of events. */
export const promises = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12', 'LEAK'] as const;
export type Promised = (typeof promises)[number];

/** The product with one fault put in on purpose, and the test that must see it. */
export interface Mutant {
  readonly promise: Promised;
  /** What is wrong with it, in a few words; no two are the same. */
  readonly name: string;
  /** The file of the product, from the root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** From the root. */
  readonly testFile: string;
  /** The end of the full name of the tests to run; empty = all of the file. */
  readonly testName: string;
}

/** The patch no longer fits the product: both have to be looked at again. */
export class PatchMisfit extends Error {
  override readonly name = 'PatchMisfit';
}

/** The source with the fault in it. Throws PatchMisfit when `find` does not stand there exactly once. */
export function applyMutant(source: string, { name, file, find, replace }: Mutant): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new PatchMisfit(`"${name}": its text stands ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}
