import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';

const maxLength = 4;
const firstYear = 1800;
const lastYear = 2099;

const lengthOf = (scan: WordScan, token: number): number => (scan.to[token] ?? 0) - (scan.from[token] ?? 0);
const isNumber = (scan: WordScan, token: number): boolean =>
  token < scan.count && scan.shape[token] === tokenShape.number;

const spacedLetters = 'abcdefghjklmnpqrstuvwxyz';

/** A letter of a house number: joined to it, or after a space where it is no word („i", „å", „o"). */
const isHouseLetter = (scan: WordScan, token: number): boolean => {
  if (token >= scan.count || lengthOf(scan, token) !== 1 || isNumber(scan, token)) return false;
  const gap = scan.gap[token] ?? 0;
  if (gap === 0) return true;
  const isSpaced =
    gap === tokenGap.space && spacedLetters.includes(scan.text.charAt(scan.from[token] ?? 0).toLowerCase());
  return isSpaced && (token + 1 >= scan.count || scan.gap[token + 1] !== 0);
};

const afterLetter = (scan: WordScan, token: number): number => (isHouseLetter(scan, token) ? token + 1 : token);

/** Between the two numbers of „12-14", „12 – 14", „3/5", „3 og 5" is left to the text. */
const joinsRange = (gap: number): boolean =>
  gap === tokenGap.hyphen || gap === (tokenGap.hyphen | tokenGap.space) || gap === tokenGap.other;

const afterRange = (scan: WordScan, token: number): number => {
  if (!isNumber(scan, token) || !joinsRange(scan.gap[token] ?? 0) || lengthOf(scan, token) > maxLength) return token;
  return afterLetter(scan, token + 1);
};

/** „12.30", „3,5", „12:15", „12.05.": the number goes on and is a time, a date or a quantity. */
const goesOn = (scan: WordScan, token: number): boolean => {
  if (token >= scan.count) return false;
  const gap = scan.gap[token] ?? 0;
  if (gap === 0) return true;
  const isJoined = (gap & (tokenGap.space | tokenGap.newline)) === 0;
  return isJoined && isNumber(scan, token) && (gap & (tokenGap.dot | tokenGap.comma | tokenGap.ender)) !== 0;
};

const countsSomething = (scan: WordScan, token: number): boolean => {
  const gap = scan.gap[token] ?? 0;
  if (token >= scan.count || (gap & ~(tokenGap.space | tokenGap.dot | tokenGap.hyphen)) !== 0) return false;
  return ((scan.classes[token] ?? 0) & addressClass.unit) !== 0;
};

const isPercent = (scan: WordScan, token: number): boolean => {
  const to = scan.to[token] ?? 0;
  return scan.text.charAt(to) === '%' || scan.text.startsWith(' %', to);
};

/** The token after the house number that starts at a token: „22B", „22 B", „12-14", „3/5"; -1 where the number counts something. */
export const endOfHouseNumber = (scan: WordScan, token: number): number => {
  if (!isNumber(scan, token) || lengthOf(scan, token) > maxLength) return -1;
  const lettered = afterLetter(scan, token + 1);
  const end = afterRange(scan, lettered);
  if (goesOn(scan, end) || countsSomething(scan, end) || isPercent(scan, end - 1)) return -1;
  return Number(scan.text.slice(scan.from[token], scan.to[token])) === 0 ? -1 : end;
};

/** True where the house number could be a year as well: it needs more than a road's name before it. */
export const looksLikeYear = (scan: WordScan, token: number): boolean => {
  const value = Number(scan.text.slice(scan.from[token], scan.to[token]));
  return lengthOf(scan, token) === maxLength && value >= firstYear && value <= lastYear;
};
