import type { Candidate } from '../detection.ts';
import { createPairTable, placeOfPair } from '../words/letter-pairs.ts';
import { isDigitCode, isLetterCode, isSignCode } from './character-kind.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { isJoiningWord, isMadeOfNumberWords, joinsTens, joinUnitAndTens, readNumberWord } from './number-words.ts';

/** A word or a run of digits that says one or more digits. */
interface Spoken {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  readonly isWord: boolean;
}

const longestWord = 60;
const maxGap = 3;
const fewestWords = 3;
const shortestRun = 20;

/** The pairs of letters with which number words begin. */
export const numberWordPairs =
  'nu ni na en ei et on oh ot to tr tw th te ti tj ty ze fi fe fo fj fø se si sj sy aa at el åt én éi';

const beginnings = createPairTable([{ pairs: numberWordPairs, bit: 1 }]);

/** A cheap look at two letters: false where no number word begins at `index`. */
const mayBeginNumberWord = (text: string, index: number): boolean =>
  beginnings[placeOfPair(text.charCodeAt(index), text.charCodeAt(index + 1))] === 1;

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

/** A digit stands by a word when so few characters or fewer are between them. */
export const closestDigit = maxGap - 1;

/** So many words in a row may be a number, or one that is so long. */
export const isManyWords = (inRow: number, length: number): boolean => inRow >= fewestWords || length >= shortestRun;

/** True for a word that says one number or several. */
export const isNumberWord = (text: string, from: number, to: number): boolean =>
  to - from <= longestWord &&
  isMadeOfNumberWords(text, from, to) &&
  readNumberWord(text.slice(from, to).toLowerCase()) !== undefined;

const wordAt = (text: string, from: number): Spoken | undefined => {
  const to = endOfWord(text, from);
  const word = to - from > longestWord ? '' : text.slice(from, to).toLowerCase();
  if (isJoiningWord(word)) return { from, to, digits: '', isWord: true };
  const spoken = mayBeginNumberWord(text, from) && word !== '' ? readNumberWord(word) : undefined;
  return spoken && { from, to, digits: spoken.join(''), isWord: true };
};

const isNear = (text: string, from: number, to: number): boolean => {
  if (to - from > maxGap) return false;
  for (let index = from; index < to; index += 1)
    if (!isSignCode(text.charCodeAt(index)) && text.charCodeAt(index) > 32) return false;
  return true;
};

/** Adds a word to a row: after a tens word, or a unit and `og`, it may complete that number. */
const append = (row: Spoken[], next: Spoken): void => {
  const last = row.at(-1);
  const unit = row.at(-2);
  const joined = last?.digits === '' && unit !== undefined ? joinUnitAndTens(unit.digits, next.digits) : undefined;
  if (unit !== undefined && joined !== undefined) {
    row.splice(-2, 2, { from: unit.from, to: next.to, digits: joined, isWord: true });
    return;
  }
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
    if (next === undefined || (digits === '' && next.digits === '')) return undefined;
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
