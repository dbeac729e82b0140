import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';

/** True where a token's classes hold any of the bits. */
export const hasClass = (scan: WordScan, token: number, bits: number): boolean =>
  ((scan.classes[token] ?? 0) & bits) !== 0;

/** A token's word in small letters. */
export const wordAt = (scan: WordScan, token: number): string =>
  scan.text.slice(scan.from[token], scan.to[token]).toLowerCase();

/** True for a word that starts with a capital. */
export const isCapital = (scan: WordScan, token: number): boolean => {
  const shape = scan.shape[token];
  return shape === tokenShape.capital || shape === tokenShape.allCapitals || shape === tokenShape.mixed;
};

/** Inside a name: a space, the dot of an initial, a hyphen, the apostrophe of a genitive. */
export const joins = (scan: WordScan, token: number): boolean => {
  const gap = scan.gap[token] ?? 0;
  return gap !== 0 && (gap & ~(tokenGap.space | tokenGap.dot | tokenGap.hyphen | tokenGap.apostrophe)) === 0;
};
