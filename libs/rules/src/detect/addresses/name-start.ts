import { wordClass } from '../words/word-class.ts';
import { tokenGap, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';
import type { AddressTables } from './address-tables.ts';
import { hasClass, isCapital, joins, wordAt } from './name-token.ts';

const maxWords = 5;

/** A small word, or a lone preposition with its capital, that stands before a name and is not of it. */
const isLeadIn = (scan: WordScan, token: number, { sets }: AddressTables): boolean =>
  scan.sentenceStart[token] === 1 &&
  !hasClass(scan, token, addressClass.before | wordClass.firstName) &&
  (hasClass(scan, token, wordClass.ordinaryWord | addressClass.lives) || sets.leadIns.has(wordAt(scan, token)));

/** „Chr. Krohgs gt": an abbreviation with a capital, whose dot ends no sentence. */
const isAbbreviation = (scan: WordScan, token: number, { sets }: AddressTables): boolean =>
  isCapital(scan, token) && sets.abbreviated.has(wordAt(scan, token));

/** True for a word that a name of several words can hold before its road word. */
const isOfName = (scan: WordScan, token: number, isStrict: boolean, tables: AddressTables): boolean => {
  if (!isCapital(scan, token)) {
    return !isStrict && scan.gap[token] === tokenGap.apostrophe && wordAt(scan, token) === 's';
  }
  return !isStrict || hasClass(scan, token, addressClass.before) || isAbbreviation(scan, token, tables);
};

/**
 * The first token of a name whose last word stands at `last`, walking back over words with capitals; strictly over those
 * only that begin the names of roads („Nedre", „Kong").
 */
export const firstOfName = (scan: WordScan, last: number, isStrict: boolean, tables: AddressTables): number => {
  let first = last;
  for (let token = last; token > 0 && last - token < maxWords && joins(scan, token); token -= 1) {
    const before = token - 1;
    if (scan.sentenceStart[token] === 1 && !isAbbreviation(scan, before, tables)) break;
    if (isLeadIn(scan, before, tables)) break;
    if (isOfName(scan, before, isStrict, tables)) first = before;
    else if (isStrict || !tables.sets.particles.has(wordAt(scan, before))) break;
  }
  return first;
};
