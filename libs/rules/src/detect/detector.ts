import type { FieldForm } from '../field-table.ts';
import type { Span } from '../finding.ts';
import { findAddresses } from './addresses/find-addresses.ts';
import type { Candidate, Detection } from './detection.ts';
import { findSeam, type Seam } from './find-seam.ts';
import { foldText } from './fold/fold-text.ts';
import { type FoldedText, maskSign, spanOf } from './folded-text.ts';
import { findLinks } from './links/find-links.ts';
import { maskText } from './mask-text.ts';
import { findNames } from './names/find-names.ts';
import { findNumbers } from './numbers/find-numbers.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { findSensitiveTerms } from './terms/find-sensitive-terms.ts';
import { readSigns } from './text-signs.ts';
import { createLexicon, type Lexicon } from './words/lexicon.ts';
import { maskScan } from './words/mask-scan.ts';
import { scanWords } from './words/scan-words.ts';
import type { WordScan } from './words/word-scan.ts';

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
const none: readonly Candidate[] = [];

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

const addTo = (found: Candidate[], more: readonly Candidate[]): void => {
  for (const candidate of more) found.push(candidate);
};

const findAll = (folded: FoldedText, scan: WordScan, lexicon: Lexicon): readonly Candidate[] => {
  const signs = readSigns(scan);
  const found: Candidate[] = [];
  addTo(found, findNumbers(scan, signs));
  addTo(found, findLinks(folded, signs));
  if (signs.digits > 0) addTo(found, findAddresses(folded, scan, lexicon));
  addTo(found, findNames(folded, scan, lexicon));
  addTo(found, findSensitiveTerms(folded, scan, lexicon));
  return found.length === 0 ? none : found;
};

/** Spans in order; of those that overlap or touch, one. */
const spansOf = (found: readonly Candidate[]): readonly Span[] => {
  const sorted = found.map(({ from, to }) => ({ start: from, end: to })).sort((one, other) => one.start - other.start);
  const spans: Span[] = [];
  for (const span of sorted) {
    const last = spans.at(-1);
    if (last === undefined || span.start > last.end) spans.push(span);
    else if (span.end > last.end) spans[spans.length - 1] = { start: last.start, end: span.end };
  }
  return spans;
};

/** What is left when finds are hidden may be read in another way: «post@example.no13097248022» is two things. */
const mostLooks = 3;

const findRepeatedly = (folded: FoldedText, lexicon: Lexicon): readonly Candidate[] => {
  let scan = scanWords(folded, lexicon);
  let fresh = findAll(folded, scan, lexicon);
  let found = fresh;
  for (let look = 1; look < mostLooks && fresh.length > 0; look += 1) {
    const spans = spansOf(found);
    const hidden = { ...folded, text: maskText(folded.text, spans, maskSign) };
    scan = maskScan(scan, hidden, spans, lexicon) ?? scanWords(hidden, lexicon);
    fresh = findAll(hidden, scan, lexicon);
    if (fresh.length > 0) found = [...found, ...fresh];
  }
  return found;
};

/** The detector with all its finders. Building the word lists takes some tens of milliseconds: make one and keep it. */
export const createDetector = (words: Lexicon = createLexicon()): Detector => {
  const detectIn = (value: string, folded: FoldedText): readonly Detection[] => {
    const found = findRepeatedly(folded, words);
    if (found.length === 0) return nothing;
    return resolveOverlaps(
      value,
      found.map((candidate) => toDetection(value, folded, candidate)),
    );
  };
  return { detect: (value, form) => detectIn(value, foldText(value, form)), detectIn, findSeam };
};
