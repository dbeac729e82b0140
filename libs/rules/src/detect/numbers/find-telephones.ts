import type { Candidate, Confidence } from '../detection.ts';
import { isCompactDate } from './calendar.ts';
import { isBlankCode, isDigitCode, isLetterCode, isMaskCode } from './character-kind.ts';
import {
  type DigitChain,
  digitsOf,
  type GroupWindow,
  lengthOf,
  rangeOf,
  take,
  windowOfDigits,
  windowOfShape,
} from './digit-groups.ts';
import { hasTelephoneContext, isOtherNumber } from './number-context.ts';
import { isPublicTelephone } from './public-telephones.ts';
import { holdsYear, isPartOfHexadecimalId } from './token-vetoes.ts';

const plus = 43;
const comma = 44;
const hyphen = 45;
const slash = 47;

interface Telephone {
  readonly window: GroupWindow;
  /** Where it begins, a plus sign included. */
  readonly from: number;
  readonly confidence: Confidence;
}

const hasPlus = (text: string, from: number): boolean => {
  const before = text.charCodeAt(from - 2);
  return text.charCodeAt(from - 1) === plus && !isDigitCode(before) && !isLetterCode(before);
};

/** The first digit of a number in Norway: 2, 3, 5, 6, 7 fixed, 4, 9 mobile, 8 special. */
const isNorwegian = (digits: string): boolean => digits.length === 8 && digits.charCodeAt(0) >= 50;

const confidenceOf = (digits: string, isProven: boolean): Confidence =>
  isProven && !digits.startsWith('8') ? 'high' : 'low';

const longestForeign = 15;
const shortestForeign = 8;

/** As many groups from `start` on as one number can have, with one sign, or a bracket and a space, between them. */
const foreignWindow = (text: string, chain: DigitChain, start: number, maxDigits: number): GroupWindow => {
  let digitCount = lengthOf(chain[start] ?? { from: 0, to: 0, isTaken: false });
  let end = start + 1;
  for (let group = chain[end]; group !== undefined && !group.isTaken; group = chain[end]) {
    const previous = chain[end - 1];
    const gap = text.slice(previous?.to ?? 0, group.from);
    digitCount += lengthOf(group);
    if (digitCount > maxDigits || gap.length > 2 || gap.includes(',') || gap.includes('+')) break;
    end += 1;
  }
  return { chain, start, end };
};

/** A number with + or 00 and the code of a country. After +47 and 0047 come eight digits. */
const readInternational = (text: string, chain: DigitChain, start: number): Telephone | undefined => {
  const group = chain[start];
  if (group === undefined) return undefined;
  const signed = hasPlus(text, group.from);
  const zeros = signed ? 0 : 2;
  if (!signed && !text.startsWith('00', group.from)) return undefined;
  const isHome = text.startsWith('47', group.from + zeros);
  const window = isHome
    ? windowOfDigits(chain, start, 10 + zeros)
    : foreignWindow(text, chain, start, longestForeign + zeros);
  if (window === undefined) return undefined;
  const digits = digitsOf(text, window).slice(zeros);
  const isRight = isHome ? isNorwegian(digits.slice(2)) : digits.length >= shortestForeign && !digits.startsWith('0');
  if (!isRight) return undefined;
  if (!signed && !isHome && !hasTelephoneContext(text, group.from)) return undefined;
  if (!isHome && isOtherNumber(text, group.from - 1, rangeOf(window).to, false)) return undefined;
  return { window, from: group.from - (signed ? 1 : 0), confidence: 'high' };
};

const shapes: readonly (readonly number[])[] = [[8], [2, 2, 2, 2], [3, 2, 3], [4, 4], [1, 1, 1, 1, 1, 1, 1, 1]];

/** The one sign that stands between all groups of a window: '' for a single group, undefined where gaps are longer or differ. */
const gapOf = (text: string, { chain, start, end }: GroupWindow): string | undefined => {
  let gap = '';
  for (let index = start + 1; index < end; index += 1) {
    const each = text.slice(chain[index - 1]?.to ?? 0, chain[index]?.from ?? 0);
    if (each.length !== 1 || !(each === ' ' || each === '-' || each === '.') || (gap !== '' && each !== gap))
      return undefined;
    gap = each;
  }
  return gap;
};

const isAlphanumeric = (code: number): boolean => isDigitCode(code) || isLetterCode(code);

/** Signs of paths and ids: they bind when a letter or digit stands on their other side. */
const isBinding = (code: number): boolean =>
  code === slash || code === hyphen || code === 95 || code === 61 || code === 35;

/** True where what touches the digits makes them part of something longer: a letter, a sign of paths and ids, another number. */
const isBound = (touching: number, beyond: number, isSingle: boolean): boolean => {
  if (isLetterCode(touching)) return true;
  if (isBinding(touching)) return isAlphanumeric(beyond) || isMaskCode(beyond);
  if (!isDigitCode(beyond) && !isMaskCode(beyond)) return false;
  return isSingle ? !isBlankCode(touching) && touching !== comma : isBlankCode(touching) || touching === 46;
};

const standsFree = (text: string, from: number, to: number, isSingle: boolean): boolean =>
  !isBound(text.charCodeAt(from - 1), text.charCodeAt(from - 2), isSingle) &&
  !isBound(text.charCodeAt(to), text.charCodeAt(to + 1), isSingle);

/** Weeks, pages and the like are counted: 22 23 24 25. */
const isCounting = (digits: string): boolean => {
  for (let index = 2; index < 8; index += 2) {
    if (Number(digits.slice(index, index + 2)) - Number(digits.slice(index - 2, index)) !== 1) return false;
  }
  return true;
};

/** True for eight digits that are a date, two years, numbers counted, or one of the special ones in one piece, which is more likely an id. */
const looksLikeOther = (text: string, window: GroupWindow, digits: string): boolean => {
  const groupCount = window.end - window.start;
  if (groupCount === 1) return isCompactDate(digits) || digits.startsWith('8');
  return groupCount === 2 ? holdsYear(text, window) : isCounting(digits);
};

/** Eight digits in a usual print, where nothing around says that they are something else. */
const readPrinted = (text: string, chain: DigitChain, start: number): Telephone | undefined => {
  for (const shape of shapes) {
    const window = windowOfShape(chain, start, shape);
    if (window === undefined) continue;
    const digits = digitsOf(text, window);
    if (!isNorwegian(digits) || gapOf(text, window) === undefined) return undefined;
    const { from, to } = rangeOf(window);
    const isSingle = shape.length === 1;
    if (!standsFree(text, from, to, isSingle) || looksLikeOther(text, window, digits)) return undefined;
    if (isOtherNumber(text, from, to, isSingle)) return undefined;
    return { window, from, confidence: confidenceOf(digits, shape.length === 3 || shape.length === 4) };
  }
  return undefined;
};

/** Eight digits in any print after a word such as `tlf`. */
const readInContext = (text: string, chain: DigitChain, start: number): Telephone | undefined => {
  const window = windowOfDigits(chain, start, 8);
  if (window === undefined) return undefined;
  const digits = digitsOf(text, window);
  const { from } = rangeOf(window);
  if (!isNorwegian(digits) || !hasTelephoneContext(text, from)) return undefined;
  return { window, from, confidence: confidenceOf(digits, true) };
};

const readTelephone = (text: string, chain: DigitChain, start: number): Telephone | undefined => {
  const international = readInternational(text, chain, start);
  if (international !== undefined) return international;
  const first = text.charCodeAt(chain[start]?.from ?? 0);
  if (first < 50) return undefined;
  return readInContext(text, chain, start) ?? readPrinted(text, chain, start);
};

/** Telephone numbers of one chain, public services apart; takes the digit groups that they use. */
export const findTelephones = (text: string, chain: DigitChain): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (let start = 0; start < chain.length; start += 1) {
    if (chain[start]?.isTaken !== false) continue;
    const telephone = readTelephone(text, chain, start);
    if (telephone === undefined) continue;
    const { to, from: digitsFrom } = rangeOf(telephone.window);
    take(telephone.window);
    if (isPublicTelephone(digitsOf(text, telephone.window).slice(-8)) || isPartOfHexadecimalId(text, digitsFrom, to))
      continue;
    found.push({ kind: 'PHONE', from: telephone.from, to, confidence: telephone.confidence, category: null });
  }
  return found;
};
