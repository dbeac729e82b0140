import { wordClass } from '../words/word-class.ts';
import { tokenShape, type WordScan } from '../words/word-scan.ts';
import { termClass } from './term-class.ts';

/** What stands around a term. */
export interface TermSetting {
  /** One particular person is spoken of, or named. */
  readonly isSpecific: boolean;
  /** Somebody is spoken to or of: „du", „ansatt". */
  readonly isPersonal: boolean;
  /** A person of either kind within a few words. */
  readonly isNear: boolean;
  /** A word that leads to a diagnosis, a treatment or a conviction stands right before. */
  readonly isClinical: boolean;
  readonly isGeneric: boolean;
  readonly isConditional: boolean;
  /** A term of high confidence stands right before. */
  readonly isAfterProof: boolean;
}

const wordsBefore = 16;
const wordsAfter = 12;
const nearBefore = 6;
const nearAfter = 3;
const clinicalBefore = 4;
const longestQuestionWord = 5;

const isName = (scan: WordScan, token: number): boolean => {
  const classes = scan.classes[token] ?? 0;
  const isCapital = scan.shape[token] === tokenShape.capital;
  return isCapital && (classes & wordClass.firstName) !== 0 && (classes & wordClass.ordinaryWord) === 0;
};

/** „om du …", „Er du …", „Har du …": a condition, a question, or a condition without its „if". */
const asksYou = (scan: WordScan, token: number): boolean => {
  const before = token - 1;
  if (scan.text.slice(scan.from[before], scan.to[before]) === 'om') return true;
  const length = (scan.to[token] ?? 0) - (scan.from[token] ?? 0);
  const lengthBefore = (scan.to[before] ?? 0) - (scan.from[before] ?? 0);
  const isPerson = ((scan.classes[before] ?? 0) & (termClass.specific | termClass.loose)) !== 0;
  return length === 2 && scan.sentenceStart[before] === 1 && lengthBefore <= longestQuestionWord && !isPerson;
};

/** A word's classes, with those that only its form and place give: a name, a question. */
const bitsAt = (scan: WordScan, token: number): number => {
  const bits = scan.classes[token] ?? 0;
  if (isName(scan, token)) return bits | termClass.specific;
  return token > 0 && (bits & termClass.loose) !== 0 && asksYou(scan, token) ? bits | termClass.conditional : bits;
};

/** All classes of the tokens [from, to), as far as there are such. */
const bitsOf = (scan: WordScan, from: number, to: number): number => {
  let all = 0;
  const stop = Math.min(to, scan.count);
  for (let token = Math.max(from, 0); token < stop; token += 1) all |= bitsAt(scan, token);
  return all;
};

/** Where the sentence of a token starts, or how far back it is looked for. */
const sentenceOf = (scan: WordScan, token: number): number => {
  const floor = Math.max(0, token - wordsBefore);
  let start = token;
  while (start > floor && scan.sentenceStart[start] !== 1) start -= 1;
  return start;
};

/** Reads the words around the term of tokens [first, end); looks at so many words at most, however long the text. */
export const readSetting = (scan: WordScan, first: number, end: number): Omit<TermSetting, 'isAfterProof'> => {
  // A phrase may hold its person itself: „medlemskapet ditt i …".
  const own = end - first > 1 ? bitsOf(scan, first, end) & (termClass.specific | termClass.loose) : 0;
  const all = own | bitsOf(scan, first - wordsBefore, first) | bitsOf(scan, end, end + wordsAfter);
  const near = own | bitsOf(scan, first - nearBefore, first) | bitsOf(scan, end, end + nearAfter);
  const person = termClass.specific | termClass.loose;
  return {
    isSpecific: (all & termClass.specific) !== 0,
    isPersonal: (all & person) !== 0,
    isNear: (near & person) !== 0,
    isClinical: (bitsOf(scan, first - clinicalBefore, first) & termClass.clinical) !== 0,
    isGeneric: (all & termClass.generic) !== 0,
    isConditional: (bitsOf(scan, sentenceOf(scan, first), first) & termClass.conditional) !== 0,
  };
};
