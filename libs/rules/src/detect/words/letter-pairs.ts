/** Where a pair of letters stands in a table of pairs; a few other pairs share its place, which costs a closer look and no more. */
export const placeOfPair = (first: number, second: number): number => ((first & 31) << 5) | (second & 31);

/** A table of the pairs of letters with which words begin, in any case: for each place the bits of the lists that have it. */
export const createPairTable = (lists: readonly { readonly pairs: string; readonly bit: number }[]): Uint8Array => {
  const table = new Uint8Array(1024);
  for (const { pairs, bit } of lists) {
    for (const pair of pairs.split(' ')) {
      const place = placeOfPair(pair.charCodeAt(0), pair.charCodeAt(1));
      table[place] = (table[place] ?? 0) | bit;
    }
  }
  return table;
};
