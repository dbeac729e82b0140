import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape } from '../words/word-scan.ts';
import { endingOf, isInitial, type NameRun } from './name-run.ts';

/** The classes of a token of a run, with those of its genitive. */
export const classesAt = ({ classes, from }: NameRun, token: number): number => classes[token - from] ?? 0;

export const has = (classes: number, wanted: number): boolean => (classes & wanted) !== 0;

/** Starts a sentence, or what quotes or brackets hold. */
export const opensSentence = ({ scan }: NameRun, token: number): boolean =>
  scan.sentenceStart[token] === 1 || has(scan.gap[token] ?? 0, tokenGap.other);

/** Starts a sentence with a word that is an ordinary one as well: its capital says nothing. */
const isDoubtful = (run: NameRun, token: number): boolean =>
  opensSentence(run, token) && has(classesAt(run, token), wordClass.ordinaryWord);

/** Two capitals or more in a row are letters of a body's name where the words around are written otherwise. */
const isAcronym = ({ scan }: NameRun, token: number): boolean => scan.shape[token] === tokenShape.allCapitals;

const isName = (run: NameRun, token: number, kind: number): boolean => {
  const classes = classesAt(run, token);
  if (!has(classes, kind) || has(classes, wordClass.smallWord) || isAcronym(run, token)) return false;
  return has(classes, wordClass.knownName) || !isDoubtful(run, token);
};

/** A listed first name, unless it is rather the word that it also is. */
export const isFirstName = (run: NameRun, token: number): boolean => isName(run, token, wordClass.firstName);

/** A listed surname, unless it is rather the word that it also is. */
export const isSurname = (run: NameRun, token: number): boolean => isName(run, token, wordClass.surname);

export const isListedName = (run: NameRun, token: number): boolean => isFirstName(run, token) || isSurname(run, token);

/** A well-known name that is neither a place nor a body. */
export const isKnownPersonName = (run: NameRun, token: number): boolean => {
  const classes = classesAt(run, token);
  return (
    isListedName(run, token) &&
    has(classes, wordClass.knownName) &&
    !has(classes, wordClass.place | wordClass.organisation)
  );
};

/** A place or a body; of those that are names as well, see isListedName. An initial is neither, whatever party it stands for. */
export const isNoPerson = (run: NameRun, token: number): boolean =>
  !isInitial(run.scan, token) &&
  run.scan.shape[token] !== tokenShape.small &&
  (has(classesAt(run, token), wordClass.place | wordClass.organisation) || isAcronym(run, token));

/** Makes what it stands in a company, a street, a thing: AS, Kunstsenter; not where the word is a surname too. */
export const isEnder = (run: NameRun, token: number): boolean => {
  const classes = classesAt(run, token);
  if (has(classes, wordClass.nameEnder)) return !has(classes, wordClass.surname);
  return (
    !has(classes, wordClass.surname | wordClass.firstName) &&
    has(endingOf(run.scan, run.lexicon, token), wordClass.nameEnder)
  );
};

/** Tied by a hyphen to the word before: one part with it. */
export const isTied = ({ scan }: NameRun, token: number): boolean => scan.gap[token] === tokenGap.hyphen;

/** Written as a name can be: a capital, not an acronym, or an initial. */
export const isPlainCapital = ({ scan }: NameRun, token: number): boolean =>
  scan.shape[token] === tokenShape.capital || scan.shape[token] === tokenShape.mixed;

/** K. with its dot, which only a word after the initial tells: it is the gap there. */
export const isDottedInitial = ({ scan }: NameRun, token: number): boolean =>
  isInitial(scan, token) && has(scan.gap[token + 1] ?? 0, tokenGap.dot);

/** Kim Jong-un: a family name first and a given name of two halves. */
export const isAsianForm = (run: NameRun, token: number): boolean =>
  has(classesAt(run, token), wordClass.familyFirst) &&
  token + 2 < run.to &&
  isTied(run, token + 2) &&
  !isTied(run, token + 1);

/** Haakon VII, Johannes Paul II. */
export const isRomanNumber = ({ scan }: NameRun, token: number): boolean =>
  scan.shape[token] === tokenShape.allCapitals &&
  /^[IVX]{1,5}$/.test(scan.text.slice(scan.from[token], scan.to[token]));
