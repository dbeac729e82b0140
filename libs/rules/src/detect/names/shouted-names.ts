import { wordClass } from '../words/word-class.ts';
import { tokenShape } from '../words/word-scan.ts';
import { classesAt, has } from './name-part.ts';
import { lengthOf, type NameRun } from './name-run.ts';

/** A run of two words or more, all in capitals: a heading, in which only listed words tell names. */
export const isShouted = ({ scan, from, to }: NameRun): boolean => {
  if (to - from < 2) return false;
  for (let token = from; token < to; token += 1) {
    if (scan.shape[token] !== tokenShape.allCapitals && lengthOf(scan, token) > 1) return false;
  }
  return true;
};

const neverSurname = wordClass.organisation | wordClass.nameEnder;
const neverFirstName = neverSurname | wordClass.ordinaryWord;

const isListed = (run: NameRun, token: number, kind: number, never: number): boolean => {
  const classes = classesAt(run, token);
  const wanted = kind | wordClass.knownName;
  return (classes & wanted) === wanted && !has(classes, never);
};

const isFirstName = (run: NameRun, token: number): boolean => isListed(run, token, wordClass.firstName, neverFirstName);
const isSurname = (run: NameRun, token: number): boolean => isListed(run, token, wordClass.surname, neverSurname);

/** First names with a surname behind in a run of capitals: KARI NORDMANN. Half-open in tokens. */
export const findShoutedNames = (run: NameRun): readonly (readonly [number, number])[] => {
  const names: (readonly [number, number])[] = [];
  for (let token = run.from; token < run.to; token += 1) {
    if (!isFirstName(run, token)) continue;
    let last = token + 1;
    while (last < run.to && isFirstName(run, last) && !isSurname(run, last)) last += 1;
    if (last < run.to && isSurname(run, last)) {
      names.push([token, last + 1]);
      token = last;
    }
  }
  return names;
};
