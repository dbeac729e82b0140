import type { Candidate, Confidence } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { judgeFullName } from './judge-full-name.ts';
import { judgeSingleName } from './judge-single-name.ts';
import { isCompanyPair, isHalfOfWord, precedesEnder } from './name-context.ts';
import {
  classesAt,
  has,
  isEnder,
  isFirstName,
  isListedName,
  isNoPerson,
  isPlainCapital,
  isRomanNumber,
  isTied,
} from './name-part.ts';
import { classesWithGenitive, isCapitalized, type NameRun, readRun, runEnd } from './name-run.ts';
import { nameStart } from './name-start.ts';
import { findShoutedNames, isShouted } from './shouted-names.ts';
import { findSmallName } from './small-names.ts';

/** jr. and sr. belong to the name before them, with their dot. */
const endOfText = ({ text, count, shape, gap, from, to }: WordScan, token: number): number => {
  const end = to[token - 1] ?? 0;
  if (token >= count || gap[token] !== tokenGap.space || shape[token] !== tokenShape.small) return end;
  const word = text.slice(from[token], to[token]);
  if (word !== 'jr' && word !== 'sr') return end;
  return (to[token] ?? 0) + Number(text[to[token] ?? 0] === '.');
};

const nameAt = (scan: WordScan, from: number, to: number, confidence: Confidence): Candidate => ({
  kind: 'PERSON_NAME',
  from: scan.from[from] ?? 0,
  to: endOfText(scan, to),
  confidence,
  category: null,
});

/** Herbjørg Wassmos Disse øyeblikk: a small word with a capital starts a title of a book, but in East Asian names. */
const isWordOfTitle = (run: NameRun, from: number, token: number): boolean =>
  isPlainCapital(run, token) &&
  (classesAt(run, token) & (wordClass.smallWord | wordClass.particle)) === wordClass.smallWord &&
  !has(classesAt(run, from), wordClass.familyFirst);

/** Naomi Osaka: one town behind a first name is rather a surname than where somebody is. Haakon VII: a number, no body. */
const endsName = (run: NameRun, from: number, token: number): boolean => {
  if (isWordOfTitle(run, from, token)) return true;
  if (!isNoPerson(run, token) || isListedName(run, token) || isTied(run, token)) return false;
  if (isRomanNumber(run, token)) return false;
  return token > from + 1 || !isFirstName(run, from) || has(classesAt(run, token), wordClass.organisation);
};

/** A word that ends the name before the run does: a body or a place that is no name. */
const nameEnd = (run: NameRun, from: number): number => {
  for (let token = from + 1; token < run.to; token += 1) {
    if (endsName(run, from, token)) return token;
  }
  return run.to;
};

const hasEnder = (run: NameRun, from: number): boolean => {
  for (let token = from; token < run.to; token += 1) if (isEnder(run, token)) return true;
  return precedesEnder(run, run.to) || isHalfOfWord(run.scan, run.to) || isCompanyPair(run.scan, run.to - 1);
};

const isOnePart = (run: NameRun, from: number, to: number): boolean => {
  for (let token = from + 1; token < to; token += 1) if (!isTied(run, token)) return false;
  return true;
};

const nameBits = wordClass.firstName | wordClass.surname;
const otherBits = wordClass.place | wordClass.organisation | wordClass.ordinaryWord;

/** Most runs, told at a look: one word that opens a sentence and is no name or rather another word, or one that names a body or place. */
const isPlainWord = (scan: WordScan, lexicon: Lexicon, from: number, to: number): boolean => {
  if (to - from !== 1) return false;
  const classes = classesWithGenitive(scan, lexicon, from);
  const opens = scan.sentenceStart[from] === 1;
  if (!has(classes, nameBits)) return opens || scan.shape[from] !== tokenShape.capital || has(classes, otherBits);
  if (!opens) return false;
  return (
    has(classes, wordClass.smallWord) ||
    (classes & (wordClass.ordinaryWord | wordClass.knownName)) === wordClass.ordinaryWord
  );
};

const findInRun = (run: NameRun): Candidate | null => {
  const from = nameStart(run);
  if (from >= run.to) return null;
  const to = nameEnd(run, from);
  const single = isOnePart(run, from, to);
  if (single && to < run.to) return null;
  const confidence = single ? judgeSingleName(run, from, to) : judgeFullName(run, from, to);
  return confidence === null || hasEnder(run, from) ? null : nameAt(run.scan, from, to, confidence);
};

const addNames = (run: NameRun, found: Candidate[]): void => {
  if (isShouted(run)) {
    for (const [from, to] of findShoutedNames(run)) found.push(nameAt(run.scan, from, to, 'high'));
    return;
  }
  const name = findInRun(run);
  if (name !== null) found.push(name);
};

/**
 * Names of persons in a scanned text: known by lists, by how they are written and by what stands beside them. High where two
 * parts or the context agree, low where one listed word alone speaks for it.
 */
export const findNames = (_folded: FoldedText, scan: WordScan, lexicon: Lexicon): readonly Candidate[] => {
  const found: Candidate[] = [];
  let token = 0;
  while (token < scan.count) {
    if (!isCapitalized(scan, token)) {
      const small = findSmallName(scan, token);
      if (small !== 0) found.push(nameAt(scan, token, small, 'low'));
      token = Math.max(small, token + 1);
      continue;
    }
    const end = runEnd(scan, token);
    if (!isPlainWord(scan, lexicon, token, end)) addNames(readRun(scan, lexicon, token, end), found);
    token = end;
  }
  return found;
};
