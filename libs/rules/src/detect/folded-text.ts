import type { Span } from '../finding.ts';

/**
 * A text as the finders see it: escapes decoded, digits of every script 0–9, dashes and spaces of every kind one, invisible
 * characters dropped, æøå and case kept. Where folding changed nothing, `text` is the original and there is no map.
 */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text` where in the original it starts and ends; null when they are the same places. */
  readonly map: { readonly starts: Int32Array; readonly ends: Int32Array } | null;
  /** Only of HTML: where the text that a reader sees ends. Attributes, comments and hidden text follow, each after a `hardBreak`. */
  readonly visibleEnd?: number;
  /** Only of HTML: where words end. Addresses follow, then what only machines read: styles, scripts, names of classes. */
  readonly wordsEnd?: number;
  /** Only of HTML: the parts of `text` that are addresses (href, src, action …), in order. */
  readonly addresses?: readonly { readonly from: number; readonly to: number }[];
}

/** Stands between parts of a folded text that do not belong together. Nothing may be found across it. */
export const hardBreak = '\u001e';

/** Stands for each unit of what was masked. Not a letter, digit or separator; what touches it is judged as if it touched a number. */
export const maskCharacter = '\u2588';

/** A mask in a folded text: no text holds it after folding, and it keeps a text of Latin-1 in one byte a unit. */
export const maskSign = '\u007f';

/** The span of the original that the half-open indices [from, to) of a folded text came from. */
export const spanOf = ({ map }: FoldedText, from: number, to: number): Span =>
  map === null ? { start: from, end: to } : { start: map.starts[from] ?? 0, end: map.ends[to - 1] ?? 0 };
