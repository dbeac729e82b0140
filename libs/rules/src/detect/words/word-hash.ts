import type { LetterTables } from './letter-tables.ts';

/** Start values of the two running hashes of a word: one says the place in the table, the other is the word's mark there. */
export const placeSeed = 0x811c9dc5 | 0;
export const markSeed = 0x2545f491 | 0;

export const nextPlace = (place: number, code: number): number => Math.imul(place ^ code, 0x01000193);
export const nextMark = (mark: number, code: number): number =>
  (Math.imul(mark, 0x5bd1e995) + code + (mark >>> 15)) | 0;

/** Spreads a running place over all bits, so that any number of low bits will do. */
export const spread = (place: number): number => {
  const half = Math.imul(place ^ (place >>> 15), 0x2c1b3c6d);
  return half ^ (half >>> 13);
};

/** A word's place and mark, from its units' images in one of the letter tables; as it stands where the table ends. */
export const hashWord = (
  text: string,
  from: number,
  to: number,
  images: LetterTables['lower'],
): { place: number; mark: number } => {
  let place = placeSeed;
  let mark = markSeed;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    const image = images[code] ?? code;
    place = nextPlace(place, image);
    mark = nextMark(mark, image);
  }
  return { place: spread(place), mark };
};
