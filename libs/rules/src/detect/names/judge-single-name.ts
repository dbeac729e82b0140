import type { Confidence } from '../detection.ts';
import { wordClass } from '../words/word-class.ts';
import { tokenShape } from '../words/word-scan.ts';
import {
  followsGreeting,
  followsLabelWord,
  followsPlaceWord,
  followsTitle,
  followsWay,
  hasAge,
  isBesideNumber,
  isWhoSays,
} from './name-context.ts';
import { classesAt, has, isFirstName, isListedName, isNoPerson, opensSentence } from './name-part.ts';
import { lastLetters, lengthOf, type NameRun } from './name-run.ts';

const minLength = 2;
const minWorldLength = 4;
/** Ends of definite nouns, which unlisted bodies (Naturvernforbundet) have and few surnames but those in -sen. */
const definiteEnds = /(?:[^s]en|et|ene|ane|a)s?$/;
const endLength = 4;

const allListed = (run: NameRun, from: number, to: number): boolean => {
  for (let token = from; token < to; token += 1) {
    if (!isListedName(run, token)) return false;
    if (token > from && isNoPerson(run, token)) return false;
  }
  return true;
};

/** Bill og Melinda: beside a first name a word that is a name too is a name. */
const isPairedName = ({ scan }: NameRun, from: number, to: number): boolean =>
  to + 1 < scan.count &&
  has(scan.classes[from] ?? 0, wordClass.firstName) &&
  scan.text.slice(scan.from[to], scan.to[to]) === 'og' &&
  scan.shape[to + 1] === tokenShape.capital &&
  has(scan.classes[to + 1] ?? 0, wordClass.firstName);

/** Without context: a known name, unless it starts a sentence as a word would; a foreign one only inside a sentence. */
const judgeAlone = (run: NameRun, from: number, to: number): Confidence | null => {
  const classes = classesAt(run, from);
  const startsSentence = opensSentence(run, from);
  if (startsSentence && has(classes, wordClass.ordinaryWord)) return isPairedName(run, from, to) ? 'low' : null;
  if (isBesideNumber(run.scan, from, to) || followsLabelWord(run.scan, from)) return null;
  if (followsPlaceWord(run.scan, from) && !isFirstName(run, from)) return null;
  if (has(classes, wordClass.knownName)) return 'low';
  const isLikely =
    !startsSentence &&
    !followsWay(run.scan, from) &&
    !has(classes, wordClass.ordinaryWord) &&
    lengthOf(run.scan, from) >= minWorldLength;
  return isLikely ? 'low' : null;
};

/** An unlisted word where a person is to be expected: sier Bysting, lensmann Bysting. */
const judgeUnlisted = (run: NameRun, from: number, to: number): Confidence | null => {
  if (run.scan.shape[from] !== tokenShape.capital || run.scan.sentenceStart[from] === 1 || isNoPerson(run, from))
    return null;
  if (has(classesAt(run, from), wordClass.ordinaryWord)) return null;
  if (definiteEnds.test(lastLetters(run.scan, to - 1, endLength))) return null;
  return followsTitle(run, from) || isWhoSays(run.scan, from, to) ? 'low' : null;
};

/** How sure it is that one word of a run, or words tied by hyphens, are a person's name; null when they are not. */
export const judgeSingleName = (run: NameRun, from: number, to: number): Confidence | null => {
  if (lengthOf(run.scan, from) < minLength) return null;
  if (!allListed(run, from, to)) return judgeUnlisted(run, from, to);
  const isGreeted = followsTitle(run, from) || followsGreeting(run.scan, from) || hasAge(run.scan, to);
  if (isGreeted || isWhoSays(run.scan, from, to)) return isNoPerson(run, from) ? 'low' : 'high';
  if (isNoPerson(run, from)) return null;
  return to - from > 1 ? 'low' : judgeAlone(run, from, to);
};
