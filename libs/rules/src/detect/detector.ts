import type { FieldForm } from '../field-table.ts';
import { findAddresses } from './addresses/find-addresses.ts';
import type { Candidate, Detection } from './detection.ts';
import { findSeam, type Seam } from './find-seam.ts';
import { foldText } from './fold/fold-text.ts';
import { type FoldedText, spanOf } from './folded-text.ts';
import { findLinks } from './links/find-links.ts';
import { findNames } from './names/find-names.ts';
import { findNumbers } from './numbers/find-numbers.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { findSensitiveTerms } from './terms/find-sensitive-terms.ts';
import { createLexicon, type Lexicon } from './words/lexicon.ts';
import { scanWords } from './words/scan-words.ts';

/** Finds in texts what the terms of use speak of. Pure: holds word lists and nothing else. */
export interface Detector {
  /** All that is found, in order of place, free of overlaps. Takes any string and never throws. */
  readonly detect: (value: string, form: FieldForm) => readonly Detection[];
  /** The same of a text that is folded already. */
  readonly detectIn: (value: string, folded: FoldedText) => readonly Detection[];
  /** The identity number that is spread over the end of one text and the start of the next; null when there is none. */
  readonly findSeam: (previous: string, next: string) => Seam | null;
}

const nothing: readonly Detection[] = [];

const isInsidePair = (value: string, index: number): boolean =>
  (value.charCodeAt(index) & 0xfc00) === 0xdc00 && (value.charCodeAt(index - 1) & 0xfc00) === 0xd800;

const toDetection = (value: string, folded: FoldedText, candidate: Candidate): Detection => {
  const { start, end } = spanOf(folded, candidate.from, candidate.to);
  return {
    kind: candidate.kind,
    start: isInsidePair(value, start) ? start - 1 : start,
    end: isInsidePair(value, end) ? end + 1 : end,
    confidence: candidate.confidence,
    category: candidate.category,
    also: candidate.also ?? [],
  };
};

/** Of HTML, what only machines read holds no words of people: style sheets name fonts that are named like people. */
const wordsOf = (folded: FoldedText): FoldedText =>
  folded.wordsEnd === undefined || folded.wordsEnd === folded.text.length
    ? folded
    : { ...folded, text: folded.text.slice(0, folded.wordsEnd) };

const findInWords = (folded: FoldedText, lexicon: Lexicon): readonly (readonly Candidate[])[] => {
  const words = wordsOf(folded);
  const scan = scanWords(words, lexicon);
  return [
    findAddresses(words, scan, lexicon),
    findNames(words, scan, lexicon),
    findSensitiveTerms(words, scan, lexicon),
  ];
};

/** The detector with all its finders. Building the word lists takes some tens of milliseconds: make one and keep it. */
export const createDetector = (words: Lexicon = createLexicon()): Detector => {
  const detectIn = (value: string, folded: FoldedText): readonly Detection[] => {
    const found = [findNumbers(folded), findLinks(folded), ...findInWords(folded, words)].filter(
      (candidates) => candidates.length > 0,
    );
    if (found.length === 0) return nothing;
    return resolveOverlaps(
      value,
      found.flat().map((candidate) => toDetection(value, folded, candidate)),
    );
  };
  return { detect: (value, form) => detectIn(value, foldText(value, form)), detectIn, findSeam };
};
