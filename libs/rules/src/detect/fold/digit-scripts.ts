/**
 * First digits of the decimal digit scripts outside ASCII: each is followed by its other nine. Held equal to Unicode's own
 * property by a test; a table because asking by regular expression costs a microsecond a character.
 */
const zeros: readonly number[] = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136,
  0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50,
  0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2,
  0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/** The decimal digit 0–9 that a code point beyond ASCII is, in whatever script; -1 when it is none. */
export const decimalDigitOf = (codePoint: number): number => {
  let low = 0;
  let high = zeros.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((zeros[middle] ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  const digit = codePoint - (zeros[low - 1] ?? codePoint - 10);
  return digit < 10 ? digit : -1;
};

/** Rows of numbers in circles that compatibility normalisation leaves alone, by their first, and what that counts as. */
const circledRows: readonly (readonly [first: number, last: number, value: number])[] = [
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x1f10b, 0x1f10c, 0],
];

/** The number in a circle that normalisation does not know, as digits; undefined for anything else. */
export const circledNumberOf = (codePoint: number): string | undefined => {
  for (const [first, last, value] of circledRows) {
    if (codePoint >= first && codePoint <= last) return String(codePoint < 0x1f10b ? value + codePoint - first : 0);
  }
  return undefined;
};
