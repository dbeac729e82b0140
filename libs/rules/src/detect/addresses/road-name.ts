import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import { type AddressTables, roadEnd } from './address-tables.ts';

/** The name of a road: its first token, and how sure its last word makes it a road. */
export interface RoadName {
  readonly first: number;
  readonly strength: number;
}

const maxWords = 5;
const minStem = 2;
const minShortStem = 4;

const hasClass = (scan: WordScan, token: number, bits: number): boolean => ((scan.classes[token] ?? 0) & bits) !== 0;
const wordAt = (scan: WordScan, token: number): string =>
  scan.text.slice(scan.from[token], scan.to[token]).toLowerCase();
const isCapital = (scan: WordScan, token: number): boolean => {
  const shape = scan.shape[token];
  return shape === tokenShape.capital || shape === tokenShape.allCapitals || shape === tokenShape.mixed;
};

/** Inside a name: a space, the dot of an initial, a hyphen, the apostrophe of a genitive. */
const joins = (scan: WordScan, token: number): boolean => {
  const gap = scan.gap[token] ?? 0;
  return gap !== 0 && (gap & ~(tokenGap.space | tokenGap.dot | tokenGap.hyphen | tokenGap.apostrophe)) === 0;
};

const particles = new Set(['av', 'og', 'von', 'van', 'de', 'den', 'det', 'dei', 'i', 'på', 'mai', 'juni']);

/** A small word, or a lone preposition with its capital, that stands before a name and is not of it. */
const isLeadIn = (scan: WordScan, token: number): boolean =>
  scan.sentenceStart[token] === 1 &&
  !hasClass(scan, token, addressClass.before) &&
  (hasClass(scan, token, wordClass.ordinaryWord | addressClass.lives) || leadIns.has(wordAt(scan, token)));

const leadIns = new Set([
  'i',
  'på',
  'ved',
  'til',
  'fra',
  'frå',
  'fram',
  'mellom',
  'bak',
  'langs',
  'møt',
  'hos',
  'besøk',
  'at',
  'in',
  'from',
  'to',
]);

/** The first token of a name whose last word stands at `last`, walking back over words with capitals. */
const firstOfName = (scan: WordScan, last: number, isStrict: boolean): number => {
  let first = last;
  let token = last;
  while (token > 0 && last - token < maxWords && joins(scan, token) && scan.sentenceStart[token] !== 1) {
    token -= 1;
    if (isLeadIn(scan, token)) break;
    const isApostropheS = scan.gap[token] === tokenGap.apostrophe && wordAt(scan, token) === 's';
    if (hasClass(scan, token, addressClass.before) && isCapital(scan, token)) first = token;
    else if (!isStrict && (isCapital(scan, token) || isApostropheS)) first = token;
    else if (isStrict || !particles.has(wordAt(scan, token))) break;
  }
  return first;
};

const coreWords = new Set(['gate', 'gt', 'vei', 'veg', 'allé']);

/** „Karl Johans gate", „Olav Vs gate", „kirkens vei" in small letters only as a genitive of some length. */
const readOwnWord = (scan: WordScan, token: number): RoadName | null => {
  if (token === 0 || !joins(scan, token)) return null;
  const before = token - 1;
  const first = firstOfName(scan, token, false);
  if (first < token) {
    const isAlone = first === before && scan.sentenceStart[before] === 1;
    const isGenitive = wordAt(scan, before).endsWith('s');
    return { first, strength: isAlone && !isGenitive ? roadEnd.weak : roadEnd.core };
  }
  const word = wordAt(scan, before);
  if (!word.endsWith('s') || word.length <= minShortStem || hasClass(scan, before, wordClass.ordinaryWord)) return null;
  const isFirstName = before > 0 && joins(scan, before) && hasClass(scan, before - 1, wordClass.firstName);
  const strength = coreWords.has(wordAt(scan, token)) ? roadEnd.core : roadEnd.weak;
  return { first: isFirstName ? before - 1 : before, strength };
};

const strengthOfEnd = (word: string, { ends, longestEnd, vetoes }: AddressTables): number => {
  if (vetoes.has(word)) return roadEnd.none;
  for (let length = Math.min(longestEnd, word.length - minStem); length >= 2; length -= 1) {
    const strength = ends.get(word.slice(-length));
    if (strength !== undefined) return strength;
  }
  return roadEnd.none;
};

/** „Storgt.", „Kirkegt.", „Bergensvn.", „Sognsv.", „Rådhuspl.", „Kirkeg.": an abbreviation needs its capital, and mostly its dot. */
const strengthOfShortEnd = (scan: WordScan, token: number, word: string): number => {
  const hasDot = scan.text.charAt(scan.to[token] ?? 0) === '.';
  if (!isCapital(scan, token) || word.length < minShortStem) return roadEnd.none;
  if (word.endsWith('gt') || word.endsWith('vn')) return roadEnd.strong;
  const isShort = word.endsWith('v') || word.endsWith('g') || word.endsWith('pl');
  return hasDot && isShort && word.length > minShortStem ? roadEnd.strong : roadEnd.none;
};

const directions = new Set([
  'nedre',
  'øvre',
  'nordre',
  'nørdre',
  'søndre',
  'søre',
  'østre',
  'vestre',
  'austre',
  'indre',
  'ytre',
]);

const readCompound = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  const word = wordAt(scan, token);
  const strength = Math.max(strengthOfEnd(word, tables), strengthOfShortEnd(scan, token, word));
  if (strength < roadEnd.core && !isCapital(scan, token)) return null;
  const joined = scan.gap[token] === tokenGap.hyphen && token > 0 ? token - 1 : token;
  const first = firstOfName(scan, joined, true);
  // „Nedre Bakklandet 5": no road word, but the first word of a road's name.
  const isPart = first < joined && directions.has(wordAt(scan, first));
  if (strength === roadEnd.none && (!isPart || tables.notNames.has(word))) return null;
  return { first, strength: Math.max(strength, roadEnd.weak) };
};

/** Reads the name of a road whose last word stands at a token; null where that word ends no road. */
export const readRoadName = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  if (token < 0 || scan.shape[token] === tokenShape.number) return null;
  return hasClass(scan, token, addressClass.own) ? readOwnWord(scan, token) : readCompound(scan, token, tables);
};
