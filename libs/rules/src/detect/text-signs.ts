import { dotWordPairs, maySpellDot } from './links/spelled-out.ts';
import { isBlankCode, isDigitCode, isLetterCode, isSignCode } from './numbers/character-kind.ts';
import { maxSigns } from './numbers/digit-groups.ts';
import { birthWordPairs, mayBeginBirthWord } from './numbers/find-birth-dates.ts';
import { isCountryBefore } from './numbers/find-ibans.ts';
import { isLookalike } from './numbers/lookalike-digits.ts';
import { closestDigit, isManyWords, isNumberWord, numberWordPairs } from './numbers/spelled-numbers.ts';
import { createPairTable, placeOfPair } from './words/letter-pairs.ts';
import { tokenGap, tokenShape, type WordScan } from './words/word-scan.ts';

/** What a text holds of that finders look for: most texts need few of them. */
export interface TextSigns {
  readonly digits: number;
  /** The most digits that may belong together. */
  readonly longestChain: number;
  /** A letter that passes for a digit stands beside a digit. */
  readonly hasLookalikes: boolean;
  readonly mayTellOfBirth: boolean;
  /** Number words in a row, or beside digits. */
  readonly maySpellNumbers: boolean;
  /** Five digits by themselves behind enough for a date, as the second half of an identity number may stand. */
  readonly hasFiveDigits: boolean;
  /** The letters of a country before digits. */
  readonly mayHoldIban: boolean;
  /** A dot or colon between others, or one spelled out. */
  readonly mayHoldLink: boolean;
}

/** The signs that have been met so far, and what only the reading needs. */
interface SignReader {
  digits: number;
  longestChain: number;
  hasLookalikes: boolean;
  mayTellOfBirth: boolean;
  maySpellNumbers: boolean;
  hasFiveDigits: boolean;
  mayHoldIban: boolean;
  mayHoldLink: boolean;
  hasPath: boolean;
  dotsBetweenDigits: number;
  chain: number;
  signsInChain: number;
  numberWords: number;
  /** The last word that may be a number, and where the last digits ended. */
  numberWordFrom: number;
  numberWordTo: number;
  digitsTo: number;
}

const dot = 46;
const colon = 58;
const slash = 47;
const backslash = 92;
const halfOfIdentityNumber = 5;
/** 1. mai 84 */
export const fewestDateDigits = 3;

/** In an address of numbers such as 10.0.0.1. */
const fewestDotsOfNumbers = 3;

/** Brackets, in which a dot or @ may be spelled out. */
const isBracketCode = (code: number): boolean => code === 40 || code === 60 || code === 91 || code === 123;

/** With these begins what a bracket may spell out: . : @ dot, punktum, prikk, at, alfakrøll, krøllalfa. */
const spelledSigns = new Set(Array.from('.:@dDpPaAkK', (sign) => sign.charCodeAt(0)));

/** True where the bracket at `index` may hold a dot or @ that is spelled out. */
const maySpellSign = (text: string, index: number): boolean => {
  const after = text.charCodeAt(index + 1);
  return spelledSigns.has(isBlankCode(after) ? text.charCodeAt(index + 2) : after);
};

/** Signs with which a path, a query or a port begins. */
const isPathCode = (code: number): boolean => code === slash || code === 63 || code === 35 || code === colon;

const readDot = (reader: SignReader, before: number, after: number): void => {
  if (isDigitCode(before) && isDigitCode(after)) reader.dotsBetweenDigits += 1;
  else if (after > 32 || (isBlankCode(before) && isBlankCode(after))) reader.mayHoldLink = true;
};

/** Keeps or ends the chain of digits: the second half of a pair counts no second time. */
const countSign = (reader: SignReader, code: number): void => {
  if ((code & 0xfc00) !== 0xdc00) reader.signsInChain += 1;
  if (!isSignCode(code) || reader.signsInChain > maxSigns) reader.chain = 0;
};

const readSign = (reader: SignReader, text: string, index: number): void => {
  const code = text.charCodeAt(index);
  if (isBlankCode(code)) return;
  const after = text.charCodeAt(index + 1);
  if (code === dot) readDot(reader, text.charCodeAt(index - 1), after);
  if (code === colon && (after === slash || after === backslash)) reader.mayHoldLink = true;
  if (isPathCode(code)) reader.hasPath ||= after > 32 && isDigitCode(text.charCodeAt(index - 1));
  else if (isBracketCode(code) && maySpellSign(text, index)) reader.mayHoldLink = true;
  countSign(reader, code);
};

/** Of the two letters with which a word begins: what the word may be. */
const wordStart = { number: 1, birth: 2, dot: 4 } as const;

const wordStarts = createPairTable([
  { pairs: numberWordPairs, bit: wordStart.number },
  { pairs: birthWordPairs, bit: wordStart.birth },
  { pairs: dotWordPairs, bit: wordStart.dot },
]);

/** A word that may be a number counts where it is one and many stand in a row, or a digit beside it. */
const readNumberWord = (reader: SignReader, text: string, from: number, to: number): void => {
  reader.numberWords += 1;
  reader.numberWordFrom = from;
  reader.numberWordTo = to;
  if (reader.maySpellNumbers) return;
  const isTelling = isManyWords(reader.numberWords, to - from) || from - reader.digitsTo <= closestDigit;
  if (isTelling) reader.maySpellNumbers = isNumberWord(text, from, to);
};

/** Reads a word that by its first letters may be one that counts. */
const readTellingWord = (reader: SignReader, text: string, from: number, to: number, starts: number): void => {
  if ((starts & wordStart.number) !== 0) readNumberWord(reader, text, from, to);
  else reader.numberWords = 0;
  if ((starts & wordStart.birth) !== 0 && mayBeginBirthWord(text, from)) reader.mayTellOfBirth = true;
  if ((starts & wordStart.dot) !== 0 && maySpellDot(text, from, to)) reader.mayHoldLink = true;
};

const readWord = (reader: SignReader, text: string, from: number, to: number): void => {
  const first = text.charCodeAt(from);
  // What is a letter to the word lists and a sign to numbers, as µ is, parts digits and ends no chain.
  if (to - from > 1 || isLetterCode(first)) reader.chain = 0;
  const starts = wordStarts[placeOfPair(first, text.charCodeAt(from + 1))] ?? 0;
  if (starts !== 0) readTellingWord(reader, text, from, to, starts);
  else reader.numberWords = 0;
};

const readDigits = (reader: SignReader, text: string, from: number, to: number): void => {
  reader.digits += to - from;
  reader.chain += to - from;
  reader.signsInChain = 0;
  reader.digitsTo = to;
  if (reader.chain > reader.longestChain) reader.longestChain = reader.chain;
  if (to - from === halfOfIdentityNumber && reader.digits - halfOfIdentityNumber >= fewestDateDigits)
    reader.hasFiveDigits = true;
  reader.hasLookalikes ||= isLookalike(text.charCodeAt(from - 1)) || isLookalike(text.charCodeAt(to));
  reader.mayHoldIban ||= isCountryBefore(text, from);
  if (!reader.maySpellNumbers && from - reader.numberWordTo <= closestDigit) {
    reader.maySpellNumbers = isNumberWord(text, reader.numberWordFrom, reader.numberWordTo);
  }
};

const createReader = (): SignReader => ({
  digits: 0,
  longestChain: 0,
  hasLookalikes: false,
  mayTellOfBirth: false,
  maySpellNumbers: false,
  hasFiveDigits: false,
  mayHoldIban: false,
  mayHoldLink: false,
  hasPath: false,
  dotsBetweenDigits: 0,
  chain: 0,
  signsInChain: 0,
  numberWords: 0,
  numberWordFrom: 0,
  numberWordTo: -9,
  digitsTo: -9,
});

const readGap = (reader: SignReader, text: string, from: number, to: number): void => {
  for (let index = from; index < to; index += 1) readSign(reader, text, index);
};

/** Reads the signs of a scanned text: one look at each word, number and sign between them. */
export const readSigns = ({ text, countOfAll, from, to, gap, shape }: WordScan): TextSigns => {
  const reader = createReader();
  let end = 0;
  for (let token = 0; token < countOfAll; token += 1) {
    const start = from[token] ?? 0;
    if (gap[token] !== tokenGap.space) readGap(reader, text, end, start);
    end = to[token] ?? 0;
    if (shape[token] === tokenShape.number) readDigits(reader, text, start, end);
    else readWord(reader, text, start, end);
  }
  readGap(reader, text, end, text.length);
  if (reader.hasPath && reader.dotsBetweenDigits >= fewestDotsOfNumbers) reader.mayHoldLink = true;
  return reader;
};
