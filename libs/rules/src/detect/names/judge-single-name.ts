import type { Confidence } from '../detection.ts';
import { wordClass } from '../words/word-class.ts';
import { tokenShape } from '../words/word-scan.ts';
import { followsGreeting, followsPlaceWord, followsTitle, hasAge, isWhoSays } from './name-context.ts';
import { classesAt, has, isFirstName, isListedName, isNoPerson, isTied } from './name-part.ts';
import { lengthOf, type NameRun } from './name-run.ts';

const minLength = 2;
const minWorldLength = 4;

const allListed = (run: NameRun, from: number, to: number): boolean => {
  for (let token = from; token < to; token += 1) {
    if (!isListedName(run, token)) return false;
    if (token > from && isNoPerson(run, token)) return false;
  }
  return true;
};

/** Something beside the name says that a person is meant. */
const isInPersonContext = (run: NameRun, from: number, to: number): boolean =>
  followsTitle(run, from) || followsGreeting(run.scan, from) || isWhoSays(run.scan, from, to) || hasAge(run.scan, to);

/** Without context: a known name, unless it starts a sentence as a word would; a foreign one only inside a sentence. */
const judgeAlone = (run: NameRun, from: number): Confidence | null => {
  const classes = classesAt(run, from);
  const startsSentence = run.scan.sentenceStart[from] === 1;
  if (startsSentence && has(classes, wordClass.ordinaryWord)) return null;
  if (followsPlaceWord(run.scan, from) && !isFirstName(run, from)) return null;
  if (has(classes, wordClass.knownName)) return 'low';
  const isLikely =
    !startsSentence && !has(classes, wordClass.ordinaryWord) && lengthOf(run.scan, from) >= minWorldLength;
  return isLikely ? 'low' : null;
};

/** How sure it is that one word of a run, or words tied by hyphens, are a person's name; null when they are not. */
export const judgeSingleName = (run: NameRun, from: number, to: number): Confidence | null => {
  if (lengthOf(run.scan, from) < minLength) return null;
  const inContext = isInPersonContext(run, from, to);
  if (!allListed(run, from, to)) {
    const mayBeTitled = followsTitle(run, from) && run.scan.shape[from] === tokenShape.capital;
    return mayBeTitled && !isNoPerson(run, from) && !has(classesAt(run, from), wordClass.ordinaryWord) ? 'low' : null;
  }
  if (inContext) return isNoPerson(run, from) ? 'low' : 'high';
  if (isNoPerson(run, from)) return null;
  return to - from > 1 && isTied(run, to - 1) ? 'low' : judgeAlone(run, from);
};
