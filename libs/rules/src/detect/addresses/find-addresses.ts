import type { Candidate, Confidence } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import { type AddressTables, roadEnd } from './address-tables.ts';
import { isHomeNumber, readTail } from './address-tail.ts';
import { endOfHouseNumber, looksLikeYear } from './house-number.ts';
import type { RoadName } from './own-road.ts';
import { readPostalPlace } from './postal-place.ts';
import { endOfPropertyNumber } from './property-number.ts';
import { readRoadName } from './road-name.ts';

/** An address by its tokens [first, end). */
interface Found {
  readonly first: number;
  readonly end: number;
  readonly confidence: Confidence;
}

const contextBefore = 6;
const boxBefore = 5;

const hasBefore = (scan: WordScan, token: number, bits: number, reach: number): boolean => {
  for (let before = Math.max(0, token - reach); before < token; before += 1)
    if (((scan.classes[before] ?? 0) & bits) !== 0) return true;
  return false;
};

const numberWords = new Set(['nr', 'nummer', 'no', 'number']);

const longestNumberWord = 7;

const smallN = 110;

const isNumberWord = (scan: WordScan, token: number): boolean => {
  const from = scan.from[token] ?? 0;
  const to = scan.to[token] ?? 0;
  if (to - from > longestNumberWord || (scan.text.charCodeAt(from) | 32) !== smallN) return false;
  return numberWords.has(scan.text.slice(from, to).toLowerCase());
};

/** The last token of a road's name before a house number: a „nr." between them is stepped over. */
const lastOfRoad = (scan: WordScan, number: number): number => {
  const gap = scan.gap[number] ?? 0;
  const isJoined = gap === tokenGap.space || gap === (tokenGap.dot | tokenGap.space) || gap === tokenGap.dot;
  if (number === 0 || !isJoined) return -1;
  const before = number - 1;
  if (isNumberWord(scan, before)) return scan.gap[before] === tokenGap.space ? before - 1 : -1;
  return gap !== tokenGap.space && !isAbbreviated(scan, before) ? -1 : before;
};

const shortRoads = /(?:gt|vn|v|g|pl)$/i;
const isAbbreviated = (scan: WordScan, token: number): boolean =>
  shortRoads.test(scan.text.slice(Math.max(scan.from[token] ?? 0, (scan.to[token] ?? 0) - 2), scan.to[token]));

const confidenceOf = (
  scan: WordScan,
  road: RoadName,
  number: number,
  end: number,
  isProof: boolean,
): Confidence | null => {
  if (isProof || hasBefore(scan, road.first, addressClass.lives, contextBefore)) return 'high';
  if (road.strength >= roadEnd.strong) return looksLikeYear(scan, number) ? 'low' : 'high';
  const isWhole = road.first === 0 && end === scan.count;
  const isInside = scan.sentenceStart[road.first] !== 1 && end === number + 1;
  const isSure = !looksLikeYear(scan, number) && (isWhole || isInside);
  const before = road.first - 1;
  const isAfterName = before >= 0 && scan.shape[before] !== tokenShape.small && scan.gap[road.first] === tokenGap.space;
  return isSure && !isAfterName ? 'low' : null;
};

const readRoadAddress = (scan: WordScan, number: number, tables: AddressTables): Found | null => {
  const last = lastOfRoad(scan, number);
  const road = last < 0 ? null : readRoadName(scan, last, tables);
  if (road === null) return null;
  const end = endOfHouseNumber(scan, number);
  if (end < 0) return null;
  const tail = readTail(scan, end, tables);
  const confidence = confidenceOf(scan, road, number, end, tail.isProof);
  return confidence === null ? null : { first: road.first, end: tail.end, confidence };
};

const nearBefore = 4;

const isPlainCapital = (scan: WordScan, token: number): boolean =>
  scan.shape[token] === tokenShape.capital && ((scan.classes[token] ?? 0) & addressClass.lives) === 0;

/** „adresse Vestre Rosten 81", „bor på Nordgård 14": no road word, but a word that says an address follows. */
const readNamedPlace = (scan: WordScan, number: number, { sets }: AddressTables): Found | null => {
  let first = number;
  while (first > 0 && scan.gap[first] === tokenGap.space && isPlainCapital(scan, first - 1)) first -= 1;
  if (first === number || !hasBefore(scan, first, addressClass.lives, nearBefore)) return null;
  const isStated = !sets.notNames.has(scan.text.slice(scan.from[number - 1], scan.to[number - 1]).toLowerCase());
  const end = isStated && !looksLikeYear(scan, number) ? endOfHouseNumber(scan, number) : -1;
  return end < 0 ? null : { first, end, confidence: 'low' };
};

const maxEnglishWords = 3;

/** „12 Oak Street". */
const readEnglish = (scan: WordScan, number: number, { sets }: AddressTables): Found | null => {
  for (let token = number + 1; token < scan.count && token <= number + maxEnglishWords; token += 1) {
    if (scan.gap[token] !== tokenGap.space || scan.shape[token] !== tokenShape.capital) return null;
    const isRoad =
      token > number + 1 && sets.english.has(scan.text.slice(scan.from[token], scan.to[token]).toLowerCase());
    if (isRoad) return { first: number, end: token + 1, confidence: 'low' };
  }
  return null;
};

const yearWords = new Set([
  'i',
  'fra',
  'frå',
  'siden',
  'sidan',
  'år',
  'året',
  'kr',
  'nok',
  'kroner',
  'in',
  'since',
  'til',
]);

/** „Nordgård 14, 7980 Terråk": a name and a number before the code belong to the address. */
const firstOfFarm = (scan: WordScan, code: number): number => {
  const gap = scan.gap[code] ?? 0;
  if ((gap & (tokenGap.comma | tokenGap.newline)) === 0 || (gap & tokenGap.ender) !== 0) return code;
  let token = code - 1;
  if (token > 0 && scan.gap[token] === 0) token -= 1;
  if (token < 1 || scan.shape[token] !== tokenShape.number || scan.gap[token] !== tokenGap.space) return code;
  let first = token;
  while (first > 0 && scan.gap[first] === tokenGap.space && scan.shape[first - 1] === tokenShape.capital) first -= 1;
  return first;
};

const readPostalAddress = (scan: WordScan, code: number, tables: AddressTables): Found | null => {
  const postal = readPostalPlace(scan, code, tables);
  if (postal === null || hasBefore(scan, postal.first, addressClass.box, boxBefore)) return null;
  const before = postal.first - 1;
  const word = before < 0 ? '' : scan.text.slice(scan.from[before], scan.to[before]).toLowerCase();
  const isAmount = scan.gap[postal.first] === tokenGap.space && yearWords.has(word);
  if (isAmount && (looksLikeYear(scan, code) || word.startsWith('k') || word === 'nok')) return null;
  return { first: firstOfFarm(scan, postal.first), end: postal.end, confidence: postal.isBox ? 'low' : 'high' };
};

const readHome = (scan: WordScan, token: number): Found | null => {
  if (!isHomeNumber(scan, token) || !hasBefore(scan, token, addressClass.lives, contextBefore)) return null;
  return { first: token, end: token + 2, confidence: 'high' };
};

const readProperty = (scan: WordScan, token: number): Found | null => {
  const end = endOfPropertyNumber(scan, token);
  return end < 0 ? null : { first: token, end, confidence: 'high' };
};

const readAt = (scan: WordScan, token: number, tables: AddressTables): Found | null => {
  if (scan.shape[token] === tokenShape.number) {
    return (
      readRoadAddress(scan, token, tables) ??
      readPostalAddress(scan, token, tables) ??
      readNamedPlace(scan, token, tables) ??
      readEnglish(scan, token, tables)
    );
  }
  if (((scan.classes[token] ?? 0) & addressClass.property) !== 0) return readProperty(scan, token);
  const isJoined = token + 1 < scan.count && scan.gap[token + 1] === 0;
  return isJoined ? readHome(scan, token) : null;
};

const none: readonly Candidate[] = [];

const toCandidate = (scan: WordScan, { first, end, confidence }: Found): Candidate => ({
  kind: 'ADDRESS',
  from: scan.from[first] ?? 0,
  to: scan.to[end - 1] ?? 0,
  confidence,
  category: null,
});

/**
 * Places where somebody lives: a road with a house number, a postal code with its own place, a home number beside a word
 * that says so, a farm's and holding's number. One span over all of an address; a post box is none.
 */
export const findAddresses = (
  _folded: FoldedText,
  scan: WordScan,
  { addresses }: { readonly addresses: AddressTables },
): readonly Candidate[] => {
  let found: Candidate[] | undefined;
  let token = 0;
  while (token < scan.count) {
    const address = readAt(scan, token, addresses);
    if (address !== null) {
      found ??= [];
      found.push(toCandidate(scan, address));
    }
    token = Math.max(token + 1, address?.end ?? 0);
  }
  return found ?? none;
};
