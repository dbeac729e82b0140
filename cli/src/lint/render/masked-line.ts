import type { Span } from '@varselvakt/rules';

/** One line of a text as it may be shown, and what stands under it. */
export type MaskedLine = { readonly line: string; readonly marks: string };

const maxShown = 100;
const shownBefore = 40;
const maxMarked = 60;

/** What would move the cursor, hide itself or turn the direction of a terminal. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

const lineAround = (text: string, at: number): Span => {
  let start = Math.min(at, text.length);
  while (start > 0 && !isLineEnd(text[start - 1])) start -= 1;
  let end = Math.min(at, text.length);
  while (end < text.length && !isLineEnd(text[end])) end += 1;
  return { start, end };
};

const isInside = (spans: readonly Span[], from: number, to: number): boolean =>
  spans.some(({ start, end }) => from < end && to > start);

const showCharacter = (character: string, isCovered: boolean): string => {
  if (isCovered) return '•';
  if (character === '\t') return ' ';
  return unprintable.test(character) ? '·' : character;
};

/**
 * The line of a text in which a span begins: every covered span and the span itself as •, long lines cut around it, `^` under
 * the span. One character of the text is one character here.
 */
export const maskLine = (text: string, shown: Span, covered: readonly Span[]): MaskedLine => {
  const whole = lineAround(text, shown.start);
  const spans = [shown, ...covered].filter(({ start, end }) => start < whole.end && end > whole.start);
  const fits = whole.end - whole.start <= maxShown;
  const from = fits ? whole.start : Math.max(whole.start, shown.start - shownBefore);
  const to = Math.min(whole.end, Math.max(from + maxShown, shown.start));
  let line = from > whole.start ? '…' : '';
  let marks = from > whole.start ? ' ' : '';
  for (let at = from; at < to; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const next = at + character.length;
    const isMarked = at < shown.end && next > shown.start && at < shown.start + maxMarked;
    line += showCharacter(character, isInside(spans, at, next));
    marks += isMarked ? '^' : ' ';
    at = next;
  }
  if (to < whole.end) line += '…';
  if (!marks.includes('^')) marks = `${marks}^`;
  return { line, marks: marks.trimEnd() };
};
