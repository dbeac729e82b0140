import { tokenShape, type WordScan } from '../words/word-scan.ts';
import { wordClass } from '../words/word-class.ts';
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

/** „Er du …", „Har du …": a question, or a condition without its „if". */
const asksYou = (scan: WordScan, token: number): boolean => {
  const before = token - 1;
  const length = (scan.to[token] ?? 0) - (scan.from[token] ?? 0);
  const lengthBefore = (scan.to[before] ?? 0) - (scan.from[before] ?? 0);
  const isPerson = ((scan.classes[before] ?? 0) & (termClass.specific | termClass.loose)) !== 0;
  return length === 2 && scan.sentenceStart[before] === 1 && lengthBefore <= longestQuestionWord && !isPerson;
};

const isInside = (token: number, first: number, end: number): boolean => token >= first && token < end;

/** Reads the words around the term of tokens [first, end); looks at so many words at most, however long the text. */
export const readSetting = (scan: WordScan, first: number, end: number): TermSetting => {
  const { classes, count } = scan;
  let all = 0;
  let near = 0;
  let conditional = 0;
  let sentence = Math.max(0, first - wordsBefore);
  for (let token = sentence + 1; token <= first; token += 1) if (scan.sentenceStart[token] === 1) sentence = token;
  const stop = Math.min(count, end + wordsAfter);
  for (let token = Math.max(0, first - wordsBefore); token < stop; token += 1) {
    if (isInside(token, first, end)) continue;
    let bits = classes[token] ?? 0;
    if (isName(scan, token)) bits |= termClass.specific;
    if ((bits & termClass.loose) !== 0 && asksYou(scan, token)) conditional |= token >= sentence ? 1 : 0;
    if (isInside(token, sentence, first) && (bits & termClass.conditional) !== 0) conditional = 1;
    if (token >= first - nearBefore && token < end + nearAfter) near |= bits;
    all |= bits;
  }
  let clinical = 0;
  for (let token = Math.max(0, first - clinicalBefore); token < first; token += 1) clinical |= classes[token] ?? 0;
  const person = termClass.specific | termClass.loose;
  return {
    isSpecific: (all & termClass.specific) !== 0,
    isPersonal: (all & person) !== 0,
    isNear: (near & person) !== 0,
    isClinical: (clinical & termClass.clinical) !== 0,
    isGeneric: (all & termClass.generic) !== 0,
    isConditional: conditional !== 0,
  };
};
