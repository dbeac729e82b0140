import { wordClass } from '../words/word-class.ts';
import { classesAt, has, isDottedInitial, isFirstName, isListedName, isNoPerson, isSurname } from './name-part.ts';
import type { NameRun } from './name-run.ts';

/** Ends of words for roles and things, which stand before a surname at a sentence start as an unlisted first name would. */
const wordEnds = /(?:en|et|er|ar|or|ør|ist|ant|ene|ane|ing|a|sjef|mann|leg|lig)$/;
const maxEndLength = 4;

const looksLikeWord = ({ scan }: NameRun, token: number): boolean => {
  const to = scan.to[token] ?? 0;
  return wordEnds.test(scan.text.slice(Math.max(scan.from[token] ?? 0, to - maxEndLength), to));
};

const endsInS = ({ scan }: NameRun, token: number): boolean => scan.text[(scan.to[token] ?? 0) - 1] === 's';

/** A place or a body before a name: Høyres Erna Solberg, NRK Kari Hansen. San Diego and Oslo Sentrum are left together. */
const isBodyBefore = (run: NameRun, token: number): boolean => {
  if (isListedName(run, token) && isListedName(run, token + 1)) return false;
  if (endsInS(run, token)) return true;
  return isFirstName(run, token + 1) && !isNoPerson(run, token + 1) && token + 2 < run.to;
};

/** A word with a capital only because a sentence starts with it. */
const isOpener = (run: NameRun, token: number): boolean => {
  if (run.scan.sentenceStart[token] === 0) return false;
  if (isFirstName(run, token) || isDottedInitial(run, token)) return false;
  const classes = classesAt(run, token);
  if (has(classes, wordClass.ordinaryWord)) return !isSurname(run, token) || isFirstName(run, token + 1);
  if (isListedName(run, token)) return false;
  return isFirstName(run, token + 1) || looksLikeWord(run, token);
};

/** An unlisted word in the genitive before a name: Eidsvolls Kari Hansen. */
const isOwner = (run: NameRun, token: number): boolean =>
  !isListedName(run, token) && endsInS(run, token) && isListedName(run, token + 1);

const isBefore = (run: NameRun, token: number): boolean => {
  const classes = classesAt(run, token);
  if (has(classes, wordClass.title | wordClass.greeting))
    return !isFirstName(run, token) || isFirstName(run, token + 1);
  if (isNoPerson(run, token)) return isBodyBefore(run, token);
  return isOpener(run, token) || isOwner(run, token);
};

/** The token of a run where a name may start: after titles, greetings, bodies and words that only open a sentence. */
export const nameStart = (run: NameRun): number => {
  let token = run.from;
  while (token + 1 < run.to && isBefore(run, token)) token += 1;
  return token;
};
