import type { Confidence } from '../detection.ts';
import { wordClass } from '../words/word-class.ts';
import { followsTitle, hasAge, isWhoSays } from './name-context.ts';
import {
  classesAt,
  has,
  isAsianForm,
  isDottedInitial,
  isFirstName,
  isKnownPersonName,
  isListedName,
  isNoPerson,
  isPlainCapital,
  isSurname,
} from './name-part.ts';
import type { NameRun } from './name-run.ts';

const anyListed = (run: NameRun, from: number, to: number): boolean => {
  for (let token = from; token < to; token += 1) if (isListedName(run, token) && !isNoPerson(run, token)) return true;
  return false;
};

/** Two words or more that start with a first name. One that is a town or a club too (Odd, Victoria) needs a surname behind. */
const judgeFirstNameStart = (run: NameRun, from: number, to: number): Confidence | null => {
  if (isNoPerson(run, from)) return anyListed(run, from + 1, to) ? 'high' : null;
  if (anyListed(run, from + 1, to)) return 'high';
  return has(classesAt(run, from), wordClass.ordinaryWord) ? 'low' : 'high';
};

/** K. Nordmann; A. Innledning at the start of a line is none. */
const judgeInitialStart = (run: NameRun, from: number, to: number): Confidence | null => {
  if (isSurname(run, to - 1)) return 'high';
  const isHeading = run.scan.sentenceStart[from] === 1 && !isDottedInitial(run, from + 1);
  return isHeading || isNoPerson(run, to - 1) || !isPlainCapital(run, to - 1) ? null : 'low';
};

/** Two words or more that no first name starts: surnames, a family name that stands first, or unlisted words. */
const judgeOtherStart = (run: NameRun, from: number, to: number): Confidence | null => {
  const last = to - 1;
  const isFamilyFirst = has(classesAt(run, from), wordClass.familyFirst) && run.scan.sentenceStart[from] === 0;
  if (isFamilyFirst || isAsianForm(run, from)) return 'high';
  if (isNoPerson(run, from) || isNoPerson(run, last) || has(classesAt(run, from), wordClass.smallWord)) return null;
  if (isKnownPersonName(run, from) && isListedName(run, last)) return 'high';
  if (isSurname(run, last)) return 'low';
  if (followsTitle(run, from) || hasAge(run.scan, to)) return 'high';
  return isWhoSays(run.scan, from, to) ? 'low' : null;
};

/** How sure it is that two words or more of a run are a person's name; null when they are not. */
export const judgeFullName = (run: NameRun, from: number, to: number): Confidence | null => {
  if (isDottedInitial(run, from)) return judgeInitialStart(run, from, to);
  if (isFirstName(run, from)) return judgeFirstNameStart(run, from, to);
  return judgeOtherStart(run, from, to);
};
