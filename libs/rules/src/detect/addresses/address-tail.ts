import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import type { AddressTables } from './address-tables.ts';
import { postalCodeAt, readPostalPlace } from './postal-place.ts';

/** What follows a road and its number: how far it goes, and whether it proves an address. */
export interface AddressTail {
  readonly end: number;
  readonly isProof: boolean;
}

const between = tokenGap.space | tokenGap.comma | tokenGap.newline | tokenGap.dot | tokenGap.hyphen | tokenGap.other;
const homeNumberLength = 4;

/** H0201: a letter for the storey's kind, then storey and door. */
export const isHomeNumber = (scan: WordScan, token: number): boolean => {
  const from = scan.from[token] ?? 0;
  if ((scan.to[token] ?? 0) - from !== 1 || token + 1 >= scan.count || scan.gap[token + 1] !== 0) return false;
  const length = (scan.to[token + 1] ?? 0) - (scan.from[token + 1] ?? 0);
  return (
    'HUKLhukl'.includes(scan.text.charAt(from)) &&
    scan.shape[token + 1] === tokenShape.number &&
    length === homeNumberLength
  );
};

const afterHome = (scan: WordScan, token: number): number => {
  if (token >= scan.count || ((scan.gap[token] ?? 0) & ~between) !== 0) return token;
  if (isHomeNumber(scan, token)) return token + 2;
  const isLabel = ((scan.classes[token] ?? 0) & addressClass.lives) !== 0;
  if (!isLabel || token + 1 >= scan.count) return token;
  if (isHomeNumber(scan, token + 1)) return token + 3;
  return scan.shape[token + 1] === tokenShape.number ? token + 2 : token;
};

const isCapitalWord = (scan: WordScan, token: number): boolean =>
  token < scan.count && scan.gap[token] === tokenGap.space && scan.shape[token] !== tokenShape.small;

/** A code that is none of the place's: still taken into the span, for it stands where a postal code stands. */
const afterOtherCode = (scan: WordScan, token: number): number => {
  if (postalCodeAt(scan, token) < 0) return token;
  const isWord = isCapitalWord(scan, token + 1) && scan.shape[token + 1] !== tokenShape.number;
  return isWord ? token + 2 : token;
};

/** The tail of an address from a token on: home number, postal code and place, or the place alone. */
export const readTail = (scan: WordScan, token: number, tables: AddressTables): AddressTail => {
  const home = afterHome(scan, token);
  const none = { end: home, isProof: home > token };
  if (home >= scan.count || ((scan.gap[home] ?? 0) & ~between) !== 0 || scan.gap[home] === 0) return none;
  const isCountry = /^(?:N|NO)$/i.test(scan.text.slice(scan.from[home], scan.to[home]));
  const code = isCountry && scan.gap[home + 1] === tokenGap.hyphen ? home + 1 : home;
  const postal = readPostalPlace(scan, code, tables);
  if (postal !== null) return { end: postal.end, isProof: true };
  const other = afterOtherCode(scan, code);
  if (other > code) return { end: other, isProof: true };
  const isPlace = ((scan.classes[home] ?? 0) & wordClass.place) !== 0 && scan.shape[home] !== tokenShape.small;
  return isPlace && ((scan.gap[home] ?? 0) & tokenGap.comma) !== 0 ? { end: home + 1, isProof: true } : none;
};
