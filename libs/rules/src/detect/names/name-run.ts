import { endingClasses } from '../words/ending-table.ts';
import { classesOf, type Lexicon } from '../words/lexicon.ts';
import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';

/** Words in a row that are written like a name: capitals, initials, small words between. Half-open in tokens. */
export interface NameRun {
  readonly scan: WordScan;
  readonly lexicon: Lexicon;
  readonly from: number;
  readonly to: number;
  /** Of each token of the run the classes, with those of the word without a genitive s where the word itself is no name. */
  readonly classes: readonly number[];
}

const nameBits = wordClass.firstName | wordClass.surname;
const smallS = 's'.charCodeAt(0);
const minGenitiveLength = 3;
/** More words than this in a row are a heading or a list; the rest is looked at as a run of its own. */
const maxRunTokens = 12;

export const isCapitalized = (scan: WordScan, token: number): boolean => {
  const shape = scan.shape[token] ?? 0;
  if (shape === tokenShape.capital || shape === tokenShape.allCapitals) return true;
  return shape === tokenShape.mixed && startsWithCapital(scan, token);
};

const startsWithCapital = ({ text, from }: WordScan, token: number): boolean => {
  const first = text.charAt(from[token] ?? 0);
  return first !== first.toLowerCase();
};

export const lengthOf = (scan: WordScan, token: number): number => (scan.to[token] ?? 0) - (scan.from[token] ?? 0);

/** One capital letter alone: K., or the F of John F Kennedy. */
export const isInitial = (scan: WordScan, token: number): boolean =>
  scan.shape[token] === tokenShape.capital && lengthOf(scan, token) === 1;

/** The classes of a token, and where it is no well-known word and ends in s those of what stands before the s. */
export const classesWithGenitive = (scan: WordScan, lexicon: Lexicon, token: number): number => {
  const classes = scan.classes[token] ?? 0;
  if ((classes & (wordClass.knownName | wordClass.place | wordClass.organisation)) !== 0) return classes;
  const from = scan.from[token] ?? 0;
  const to = scan.to[token] ?? 0;
  if (to - from <= minGenitiveLength || (scan.text.charCodeAt(to - 1) | 0x20) !== smallS) return classes;
  const owner = classesOf(lexicon, scan.text, from, to - 1) & ~wordClass.ordinaryWord;
  return (owner & (wordClass.place | wordClass.organisation)) !== 0 ? owner & ~wordClass.firstName : classes | owner;
};

/** The last letters of a token, or all of it where it is shorter. */
export const lastLetters = ({ text, from, to }: WordScan, token: number, count: number): string => {
  const end = to[token] ?? 0;
  return text.slice(Math.max(from[token] ?? 0, end - count), end);
};

/** The classes of the longest listed ending of a token. */
export const endingOf = ({ text, from, to }: WordScan, { endings, letters }: Lexicon, token: number): number =>
  endingClasses(endings, letters, text, from[token] ?? 0, to[token] ?? 0);

const joinsByGap = (scan: WordScan, token: number): boolean => {
  const gap = scan.gap[token] ?? 0;
  if (gap === tokenGap.space || gap === tokenGap.hyphen || gap === tokenGap.apostrophe) return true;
  return (gap === tokenGap.dot || gap === (tokenGap.dot | tokenGap.space)) && isInitial(scan, token - 1);
};

/** A small word counts as a part of a name only between two capitals: after a listed name where it is a common word too. */
const particleEnd = (scan: WordScan, token: number): number => {
  let after = token;
  while (
    after < scan.count &&
    ((scan.classes[after] ?? 0) & wordClass.particle) !== 0 &&
    scan.shape[after] === tokenShape.small
  ) {
    if (!joinsByGap(scan, after)) return token;
    after += 1;
  }
  if (after === token || after >= scan.count || !joinsByGap(scan, after)) return token;
  if (scan.shape[after] !== tokenShape.capital && scan.shape[after] !== tokenShape.mixed) return token;
  const isCommon = ((scan.classes[token] ?? 0) & wordClass.ordinaryWord) !== 0;
  const followsName = ((scan.classes[token - 1] ?? 0) & nameBits) !== 0;
  return isCommon && !followsName ? token : after;
};

/** Jong-un, Jae-in: the second half of a given name after a family name that stands first. */
const isAsianHalf = (scan: WordScan, from: number, token: number): boolean =>
  scan.gap[token] === tokenGap.hyphen &&
  scan.shape[token] === tokenShape.small &&
  lengthOf(scan, token) <= 5 &&
  token - from >= 2 &&
  ((scan.classes[from] ?? 0) & wordClass.familyFirst) !== 0;

/** Behind the last token of the run that starts at a capitalized one. */
export const runEnd = (scan: WordScan, from: number): number => {
  let end = from + 1;
  while (end < scan.count && end - from < maxRunTokens && joinsByGap(scan, end)) {
    if (isCapitalized(scan, end) || isAsianHalf(scan, from, end)) end += 1;
    else {
      const after = particleEnd(scan, end);
      if (after === end) break;
      end = after + 1;
    }
  }
  return end;
};

/** The run of the tokens from a capitalized one up to its end. */
export const readRun = (scan: WordScan, lexicon: Lexicon, from: number, to: number): NameRun => {
  const classes: number[] = [];
  for (let token = from; token < to; token += 1) classes.push(classesWithGenitive(scan, lexicon, token));
  return { scan, lexicon, from, to, classes };
};
