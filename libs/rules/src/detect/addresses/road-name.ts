import { longestMatch } from '../words/letter-trie.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import { type AddressTables, roadEnd } from './address-tables.ts';
import { firstOfName } from './name-start.ts';
import { hasClass, isCapital, wordAt } from './name-token.ts';
import { type RoadName, readOwnRoad } from './own-road.ts';

const minStem = 2;
const minShortStem = 4;

const strengthOfEnd = (scan: WordScan, token: number, { ends, sets }: AddressTables): number => {
  const strength = longestMatch(ends, scan.text, scan.from[token] ?? 0, scan.to[token] ?? 0, minStem);
  return strength === 0 || sets.vetoes.has(wordAt(scan, token)) ? roadEnd.none : strength;
};

/** „Storgt.", „Kirkegt.", „Bergensvn.", „Sognsv.", „Rådhuspl.", „Kirkeg.": an abbreviation needs its capital, and mostly its dot. */
const strengthOfShortEnd = (scan: WordScan, token: number): number => {
  if ((scan.to[token] ?? 0) - (scan.from[token] ?? 0) < minShortStem) return roadEnd.none;
  const word = wordAt(scan, token);
  const hasDot = scan.text.charAt(scan.to[token] ?? 0) === '.';
  if (word.endsWith('gt') || word.endsWith('vn')) return roadEnd.strong;
  const isShort = word.endsWith('v') || word.endsWith('g') || word.endsWith('pl');
  return hasDot && isShort && word.length > minShortStem ? roadEnd.strong : roadEnd.none;
};

const readCompound = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  const long = strengthOfEnd(scan, token, tables);
  if (long < roadEnd.core && !isCapital(scan, token)) return null;
  const strength = Math.max(long, isCapital(scan, token) ? strengthOfShortEnd(scan, token) : roadEnd.none);
  const joined = scan.gap[token] === tokenGap.hyphen && token > 0 ? token - 1 : token;
  const first = firstOfName(scan, joined, true, tables);
  // „Nedre Bakklandet 5": no road word, but the first word of a road's name.
  const isPart = first < joined && tables.sets.directions.has(wordAt(scan, first));
  if (strength === roadEnd.none && (!isPart || tables.sets.notNames.has(wordAt(scan, token)))) return null;
  return { first, strength: Math.max(strength, roadEnd.weak) };
};

/** Reads the name of a road whose last word stands at a token; null where that word ends no road. */
export const readRoadName = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  if (token < 0 || scan.shape[token] === tokenShape.number) return null;
  return hasClass(scan, token, addressClass.own) ? readOwnRoad(scan, token, tables) : readCompound(scan, token, tables);
};
