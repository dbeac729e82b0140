const digitCount = 11;
const maxSeparators = 3;

/** Tab, line ends, space, dash, dot, and plus, which is a space in links. */
const isSeparator = (code: number): boolean =>
  code === 32 || code === 45 || code === 46 || code === 43 || (code >= 9 && code <= 13);

/** Escapes that may hide a digit, and characters that folding may drop or turn into a digit or separator. */
const needsFolding = (code: number): boolean =>
  code === 37 || code === 38 || (code >= 128 && (code < 192 || code > 255));

/** One native pass over texts without a single such character, which are most. */
const anyPossibleDigit = /[0-9%&\u0080-\u00bf\u0100-\uffff]/;

/** The most digits in one chain of a text that needs no folding. Letters end a chain, which rules out UUIDs. */
const longestChain = (value: string): number => {
  let chain = 0;
  let longest = 0;
  let gap = 0;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      chain += 1;
      gap = 0;
      longest = Math.max(longest, chain);
    } else {
      gap += 1;
      if (gap > maxSeparators || !isSeparator(code)) chain = 0;
    }
  }
  return longest;
};

/** False when no chain of eleven digits can be in the text, so that folding it can be spared: most texts stop here. */
export const mayHoldNumber = (value: string): boolean => {
  if (value.length < digitCount || !anyPossibleDigit.test(value)) return false;
  let possible = 0;
  let isPlain = true;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    const isOdd = needsFolding(code);
    if (isOdd) isPlain = false;
    if (isOdd || (code >= 48 && code <= 57)) possible += 1;
  }
  return possible >= digitCount && (!isPlain || longestChain(value) >= digitCount);
};
