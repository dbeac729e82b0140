import { wordClass } from '../words/word-class.ts';
import type { WordScan } from '../words/word-scan.ts';
import { type AddressTables, roadEnd } from './address-tables.ts';
import { firstOfName } from './name-start.ts';
import { hasClass, joins, wordAt } from './name-token.ts';

/** The name of a road: its first token, and how sure its last word makes it a road. */
export interface RoadName {
  readonly first: number;
  readonly strength: number;
}

const minWord = 4;

/** How sure a name with capitals before the road word makes it a road: „Første plass 2" starts a sentence and is none. */
const strengthOfName = (scan: WordScan, token: number, first: number, { sets }: AddressTables): number => {
  if (sets.weakOwn.has(wordAt(scan, token))) return roadEnd.weak;
  const before = token - 1;
  if (first !== before || scan.sentenceStart[before] !== 1) return roadEnd.core;
  const word = wordAt(scan, before);
  return word.endsWith('s') || (word.length >= minWord && !sets.determiners.has(word)) ? roadEnd.core : roadEnd.weak;
};

/** „kirkens vei", „karl johans gate": a genitive of some length. */
const readSmallLetters = (scan: WordScan, token: number, { sets }: AddressTables): RoadName | null => {
  const before = token - 1;
  const word = wordAt(scan, before);
  if (!word.endsWith('s') || word.length <= minWord || hasClass(scan, before, wordClass.ordinaryWord)) return null;
  const isAfterName = before > 0 && joins(scan, before) && hasClass(scan, before - 1, wordClass.firstName);
  const strength = sets.coreOwn.has(wordAt(scan, token)) ? roadEnd.core : roadEnd.weak;
  return { first: isAfterName ? before - 1 : before, strength };
};

/** Reads „Karl Johans gate", „Olav Vs gate", „Solli plass" whose road word stands at a token; null without a name before it. */
export const readOwnRoad = (scan: WordScan, token: number, tables: AddressTables): RoadName | null => {
  if (token === 0 || !joins(scan, token)) return null;
  const to = scan.to[token] ?? 0;
  if (to - (scan.from[token] ?? 0) === 1 && scan.text.charAt(to) !== '.') return null;
  const first = firstOfName(scan, token, false, tables);
  if (first === token) return readSmallLetters(scan, token, tables);
  return { first, strength: strengthOfName(scan, token, first, tables) };
};
