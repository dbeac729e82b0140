import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import { type AddressTables, roadEnd } from './address-tables.ts';
import { firstOfName } from './name-start.ts';
import { hasClass, isCapital, wordAt } from './name-token.ts';
import { type RoadName, readOwnRoad } from './own-road.ts';

const minStem = 2;
const minShortStem = 4;

const strengthOfEnd = (word: string, { ends, longestEnd, sets }: AddressTables): number => {
  if (sets.vetoes.has(word)) return roadEnd.none;
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

const readCompound = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  const word = wordAt(scan, token);
  const strength = Math.max(strengthOfEnd(word, tables), strengthOfShortEnd(scan, token, word));
  if (strength < roadEnd.core && !isCapital(scan, token)) return null;
  const joined = scan.gap[token] === tokenGap.hyphen && token > 0 ? token - 1 : token;
  const first = firstOfName(scan, joined, true, tables);
  // „Nedre Bakklandet 5": no road word, but the first word of a road's name.
  const isPart = first < joined && tables.sets.directions.has(wordAt(scan, first));
  if (strength === roadEnd.none && (!isPart || tables.sets.notNames.has(word))) return null;
  return { first, strength: Math.max(strength, roadEnd.weak) };
};

/** Reads the name of a road whose last word stands at a token; null where that word ends no road. */
export const readRoadName = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  if (token < 0 || scan.shape[token] === tokenShape.number) return null;
  return hasClass(scan, token, addressClass.own) ? readOwnRoad(scan, token, tables) : readCompound(scan, token, tables);
};
