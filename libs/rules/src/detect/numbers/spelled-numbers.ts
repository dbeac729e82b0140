import type { Candidate } from '../detection.ts';
import { isDigitCode, isLetterCode, isSignCode } from './character-kind.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { joinsTens, readNumberWord } from './number-words.ts';

/** A word or a run of digits that says one or more digits. */
interface Spoken {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  readonly isWord: boolean;
}

/** Letters with which number words begin, two by two; `é` and `å` count alone. */
const beginnings: ReadonlySet<string> = new Set(
  'nu ni en ei et on oh to tr tw th te ti tj ty ze fi fe fo fj fø se si sj sy aa ot at el na'.split(' '),
);

const longestWord = 60;
const maxGap = 3;
const fewestWords = 3;

const mayBegin = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index) | 32;
  if (code === 0xe5 || code === 0xe9) return true;
  return beginnings.has(text.slice(index, index + 2).toLowerCase());
};

const endOfWord = (text: string, from: number): number => {
  let to = from;
  while (isLetterCode(text.charCodeAt(to))) to += 1;
  return to;
};

const endOfDigits = (text: string, from: number): number => {
  let to = from;
  while (isDigitCode(text.charCodeAt(to))) to += 1;
  return to;
};

/**
 * A cheap look: true where three words in a row might be number words, or one word is so long that it could be a whole number spelled out.
 */
export const maySpellNumbers = (text: string): boolean => {
  let inRow = 0;
  let index = 0;
  while (index < text.length) {
    if (!isLetterCode(text.charCodeAt(index))) {
      index += 1;
      continue;
    }
    const to = endOfWord(text, index);
    const may = mayBegin(text, index);
    inRow = may ? inRow + 1 : 0;
    if (inRow >= fewestWords || (may && to - index >= 20)) return true;
    index = to;
  }
  return false;
};

const wordAt = (text: string, from: number): Spoken | undefined => {
  const to = endOfWord(text, from);
  if (to - from > longestWord || !mayBegin(text, from)) return undefined;
  const spoken = readNumberWord(text.slice(from, to).toLowerCase());
  return spoken && { from, to, digits: spoken.join(''), isWord: true };
};

const isNear = (text: string, from: number, to: number): boolean => {
  if (to - from > maxGap) return false;
  for (let index = from; index < to; index += 1)
    if (!isSignCode(text.charCodeAt(index)) && text.charCodeAt(index) > 32) return false;
  return true;
};

/** Adds a word to a row: after a tens word it may complete that number. */
const append = (row: Spoken[], next: Spoken): void => {
  const last = row.at(-1);
  if (last?.isWord === true && next.isWord && joinsTens(last.digits, next.digits)) {
    row[row.length - 1] = { from: last.from, to: next.to, digits: last.digits.charAt(0) + next.digits, isWord: true };
  } else row.push(next);
};

/** The next word or run of digits from `from` on; what it says, where it says a number. */
const nextToken = (text: string, from: number): { readonly to: number; readonly spoken: Spoken | undefined } => {
  if (!isDigitCode(text.charCodeAt(from))) return { to: endOfWord(text, from), spoken: wordAt(text, from) };
  const to = endOfDigits(text, from);
  return { to, spoken: { from, to, digits: text.slice(from, to), isWord: false } };
};

/** Number words and digits that follow each other, in rows. */
const collectRows = (text: string): readonly (readonly Spoken[])[] => {
  const rows: Spoken[][] = [[]];
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (!isDigitCode(code) && !isLetterCode(code)) {
      index += 1;
      continue;
    }
    const { to, spoken } = nextToken(text, index);
    const last = rows.at(-1)?.at(-1);
    if (last !== undefined && (spoken === undefined || !isNear(text, last.to, spoken.from))) rows.push([]);
    if (spoken !== undefined) append(rows.at(-1) ?? [], spoken);
    index = to;
  }
  return rows;
};

/** The identity number that begins with word `start` of a row and how many words it takes. */
const numberAt = (
  row: readonly Spoken[],
  start: number,
): { readonly candidate: Candidate; readonly end: number } | undefined => {
  let digits = '';
  let hasWord = false;
  for (let index = start; index < row.length && digits.length < 11; index += 1) {
    const next = row[index];
    if (next === undefined) return undefined;
    digits += next.digits;
    hasWord ||= next.isWord;
    if (digits.length !== 11) continue;
    const kind = classifyIdentityNumber(digits);
    if (!hasWord || kind === undefined || kind === 'fh-number') return undefined;
    const from = row[start]?.from ?? 0;
    return {
      candidate: { kind: 'IDENTITY_NUMBER', from, to: next.to, confidence: 'high', category: null },
      end: index + 1,
    };
  }
  return undefined;
};

/** Identity numbers spelled out in words, or in words and digits: «tretten null ni 72 fire åtte null to to». */
export const findSpelledNumbers = (text: string): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const row of collectRows(text)) {
    let start = 0;
    while (start < row.length) {
      const number = numberAt(row, start);
      if (number !== undefined) found.push(number.candidate);
      start = number?.end ?? start + 1;
    }
  }
  return found;
};
