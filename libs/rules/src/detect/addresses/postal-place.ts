import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import type { AddressTables } from './address-tables.ts';

/** A postal code with its own place after it. */
export interface PostalPlace {
  /** The token of the code, or that of the country's letters before it. */
  readonly first: number;
  /** The token after the place. */
  readonly end: number;
  /** Nobody lives at the code: it serves boxes. */
  readonly isBox: boolean;
}

const codeLength = 4;
const zero = 48;

/** The value of four digits. */
const codeValueOf = (text: string, from: number): number => {
  let value = 0;
  for (let index = from; index < from + codeLength; index += 1) value = value * 10 + text.charCodeAt(index) - zero;
  return value;
};

/** The value of a four-digit number token; -1 for anything else. */
export const postalCodeAt = (scan: WordScan, token: number): number => {
  const from = scan.from[token] ?? 0;
  if (token >= scan.count || scan.shape[token] !== tokenShape.number) return -1;
  return (scan.to[token] ?? 0) - from === codeLength ? codeValueOf(scan.text, from) : -1;
};

const lowerCaseBit = 0x20;

/** The token after a name that stands at a token in any letter case; -1 where another word stands there. */
const endOfName = (scan: WordScan, token: number, name: string): number => {
  const from = scan.from[token] ?? 0;
  if (((scan.text.charCodeAt(from) ^ name.charCodeAt(0)) & ~lowerCaseBit) !== 0) return -1;
  if (scan.text.slice(from, from + name.length).toUpperCase() !== name) return -1;
  let end = token;
  while (end < scan.count && (scan.to[end] ?? 0) < from + name.length) end += 1;
  return end < scan.count && scan.to[end] === from + name.length ? end + 1 : -1;
};

const endOfPlace = (scan: WordScan, token: number, name: string | undefined): number => {
  if (name === undefined) return -1;
  const whole = endOfName(scan, token, name);
  if (whole >= 0 || !name.includes(' ')) return whole;
  // Municipalities with names in two languages are written with one of them, „Hol i Tjeldsund" with its first word.
  const parts = name.split(' ').filter((part) => part.length > 2);
  return Math.max(-1, ...parts.map((part) => endOfName(scan, token, part)));
};

/** The country's letters before a code, as in NO-0150 or N-0150: the code is written from there. */
const firstOf = (scan: WordScan, token: number): number => {
  if (token === 0 || scan.gap[token] !== tokenGap.hyphen) return token;
  const country = scan.text.slice(scan.from[token - 1], scan.to[token - 1]).toUpperCase();
  return country === 'N' || country === 'NO' ? token - 1 : token;
};

/** Reads a postal code with its own place, or its own municipality, at a token; null where none stands. */
export const readPostalPlace = (scan: WordScan, token: number, tables: AddressTables): PostalPlace | null => {
  const code = postalCodeAt(scan, token);
  if (code < 0 || (tables.places[code] ?? -1) < 0 || token + 1 >= scan.count) return null;
  const gap = scan.gap[token + 1] ?? 0;
  if (gap !== tokenGap.space && gap !== tokenGap.comma + tokenGap.space && gap !== tokenGap.hyphen) return null;
  const end = Math.max(
    endOfPlace(scan, token + 1, tables.names[tables.places[code] ?? -1]),
    endOfPlace(scan, token + 1, tables.names[tables.municipalities[code] ?? -1]),
  );
  return end < 0 ? null : { first: firstOf(scan, token), end, isBox: tables.boxes[code] === 1 };
};
