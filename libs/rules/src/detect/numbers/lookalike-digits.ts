import { isDigitCode, isLetterCode } from './character-kind.ts';

/** Letters that pass for digits: Latin O, o, Ø, ø and their Greek and Cyrillic twins; l, I, i, ı, |; S and B. */
const digitOfLookalike: ReadonlyMap<number, string> = new Map(
  [
    ['0', 'OoØøΟοОоQD'],
    ['1', 'lIiı|ІіΙι'],
    ['5', 'Ss'],
    ['8', 'B'],
    ['2', 'Zz'],
  ].flatMap(([digit = '', letters = '']) => [...letters].map((letter) => [letter.charCodeAt(0), digit] as const)),
);

const firstLookalike = 66;

/** True for a letter that passes for a digit. */
export const isLookalike = (code: number): boolean => code >= firstLookalike && digitOfLookalike.has(code);

const verticalLine = 124;

const isTokenCode = (code: number): boolean => isDigitCode(code) || isLetterCode(code) || code === verticalLine;

/** The end of the token that begins at `from`, and whether half or more of it are digits and the rest only looks like digits. */
const readToken = (text: string, from: number): { readonly end: number; readonly isNumber: boolean } => {
  let end = from;
  let digits = 0;
  let lookalikes = 0;
  for (let code = text.charCodeAt(end); isTokenCode(code); code = text.charCodeAt(end)) {
    if (isDigitCode(code)) digits += 1;
    else if (isLookalike(code)) lookalikes += 1;
    end += 1;
  }
  return { end, isNumber: lookalikes > 0 && digits >= lookalikes && digits + lookalikes === end - from };
};

const asDigits = (token: string): string => {
  let digits = '';
  for (let index = 0; index < token.length; index += 1) {
    digits += digitOfLookalike.get(token.charCodeAt(index)) ?? token.charAt(index);
  }
  return digits;
};

/** The text, equally long, with letters in tokens that are mostly digits read as digits; undefined where there is no such token. */
export const readLookalikes = (text: string): string | undefined => {
  let read = '';
  let copied = 0;
  let index = 0;
  while (index < text.length) {
    if (!isTokenCode(text.charCodeAt(index))) {
      index += 1;
      continue;
    }
    const { end, isNumber } = readToken(text, index);
    if (isNumber) {
      read += text.slice(copied, index) + asDigits(text.slice(index, end));
      copied = end;
    }
    index = end;
  }
  return copied === 0 ? undefined : read + text.slice(copied);
};
