import { wordClass } from '../words/word-class.ts';
import {
  classesAt,
  has,
  isAsianForm,
  isDottedInitial,
  isFirstName,
  isListedName,
  isNoPerson,
  isSurname,
  isTied,
  opensSentence,
} from './name-part.ts';
import { endingOf, lastLetters, type NameRun } from './name-run.ts';

/** Ends of words for roles and things, which stand before a surname at a sentence start as an unlisted first name would. */
const wordEnds = /(?:en|et|er|ar|or|ør|ær|ist|ant|ent|ene|ane|ing|a|ke|te|lig|leg)$/;
const endLength = 3;

const looksLikeWord = (run: NameRun, token: number): boolean =>
  wordEnds.test(lastLetters(run.scan, token, endLength)) ||
  has(endingOf(run.scan, run.lexicon, token), wordClass.title);

const endsInS = ({ scan }: NameRun, token: number): boolean => lastLetters(scan, token, 1) === 's';

/** Bergens: a place or a body only without its s. */
const isGenitive = (run: NameRun, token: number): boolean =>
  endsInS(run, token) && !has(run.scan.classes[token] ?? 0, wordClass.place | wordClass.organisation);

/** A place or a body before a name: Høyres Erna Solberg, NRK Kari Hansen. San Diego and Oslo Sentrum are left together. */
const isBodyBefore = (run: NameRun, token: number, next: number): boolean => {
  if (isGenitive(run, token) && isFirstName(run, next)) return true;
  if (isListedName(run, token) && isListedName(run, next)) return false;
  if (endsInS(run, next - 1)) return true;
  return isFirstName(run, next) && !isNoPerson(run, next) && next + 1 < run.to;
};

/** A word with a capital only because a sentence starts with it. */
const isOpener = (run: NameRun, token: number, next: number): boolean => {
  if (!opensSentence(run, token)) return false;
  if (isFirstName(run, token) || isDottedInitial(run, token) || isAsianForm(run, token)) return false;
  if (has(classesAt(run, token), wordClass.ordinaryWord)) return !isSurname(run, token) || isFirstName(run, next);
  if (isListedName(run, token)) return false;
  return isFirstName(run, next) || looksLikeWord(run, token);
};

/** An unlisted word in the genitive before a name: Eidsvolls Kari Hansen. */
const isOwner = (run: NameRun, token: number, next: number): boolean =>
  !isListedName(run, token) && endsInS(run, next - 1) && isListedName(run, next);

const isBefore = (run: NameRun, token: number, next: number): boolean => {
  const classes = classesAt(run, token);
  if (has(classes, wordClass.title | wordClass.greeting)) return !isFirstName(run, token) || isFirstName(run, next);
  if (isNoPerson(run, token) && isBodyBefore(run, token, next)) return true;
  if (isNoPerson(run, token) && !has(classes, wordClass.smallWord)) return false;
  return isOpener(run, token, next) || isOwner(run, token, next);
};

/** Behind a word and all that hyphens tie to it. */
const afterTied = (run: NameRun, token: number): number => {
  let next = token + 1;
  while (next < run.to && isTied(run, next)) next += 1;
  return next;
};

/** The token of a run where a name may start: after titles, greetings, bodies and words that only open a sentence. */
export const nameStart = (run: NameRun): number => {
  let token = run.from;
  let next = afterTied(run, token);
  while (next < run.to && isBefore(run, token, next)) {
    token = next;
    next = afterTied(run, token);
  }
  return token;
};
