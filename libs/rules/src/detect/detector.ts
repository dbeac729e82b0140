import type { FieldForm } from '../field-table.ts';
import type { Span } from '../finding.ts';
import type { Candidate, Detection } from './detection.ts';
import { foldText } from './fold/fold-text.ts';
import { type FoldedText, spanOf } from './folded-text.ts';
import { findLinks } from './links/find-links.ts';
import { findNumbers } from './numbers/find-numbers.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';

/** A number whose digits end one field and go on in the next: where it stands in each. */
export interface Seam {
  readonly previous: Span;
  readonly next: Span;
}

/** Finds in texts what the terms of use speak of. Pure: holds word lists and nothing else. */
export interface Detector {
  /** All that is found, in order of place, free of overlaps. Takes any string and never throws. */
  readonly detect: (value: string, form: FieldForm) => readonly Detection[];
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

/** The detector with all its finders.  */
export const createDetector = (): Detector => ({
  detect: (value, form) => {
    const folded = foldText(value, form);
    const candidates = [...findNumbers(folded), ...findLinks(folded)];
    if (candidates.length === 0) return nothing;
    return resolveOverlaps(
      value,
      candidates.map((candidate) => toDetection(value, folded, candidate)),
    );
  },
  findSeam: () => null,
});
