import type { Span } from '../finding.ts';

/**
 * A text as the finders see it: escapes decoded, digits of every script 0–9, dashes and spaces of every kind one, invisible
 * characters dropped, æøå and case kept. Where folding changed nothing, `text` is the original and there is no map.
 */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text` where in the original it starts and ends; null when they are the same places. */
  readonly map: { readonly starts: Int32Array; readonly ends: Int32Array } | null;
}

/** The span of the original that the half-open indices [from, to) of a folded text came from. */
export const spanOf = ({ map }: FoldedText, from: number, to: number): Span =>
  map === null ? { start: from, end: to } : { start: map.starts[from] ?? 0, end: map.ends[to - 1] ?? 0 };
