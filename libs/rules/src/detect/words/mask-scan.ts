import type { Span } from '../../finding.ts';
import type { FoldedText } from '../folded-text.ts';
import type { Lexicon } from './lexicon.ts';
import { countBefore, gapBetween, startsSentence } from './scan-words.ts';
import { tokenGap, type WordScan } from './word-scan.ts';

const moveToken = (scan: WordScan, token: number, to: number): void => {
  if (token === to) return;
  scan.from[to] = scan.from[token] ?? 0;
  scan.to[to] = scan.to[token] ?? 0;
  scan.shape[to] = scan.shape[token] ?? 0;
  scan.gap[to] = scan.gap[token] ?? 0;
  scan.sentenceStart[to] = scan.sentenceStart[token] ?? 0;
  scan.classes[to] = scan.classes[token] ?? 0;
  scan.entry[to] = scan.entry[token] ?? 0;
};

/** Reads anew what stands before a token behind something masked. */
const readGapAnew = (scan: WordScan, token: number, text: string, lexicon: Lexicon): void => {
  const before = token === 0 ? 0 : (scan.to[token - 1] ?? 0);
  const gap = gapBetween(text, before, scan.from[token] ?? 0, lexicon) | (token === 0 ? tokenGap.start : 0);
  scan.gap[token] = gap;
  scan.sentenceStart[token] = startsSentence(gap, scan, token);
};

/** The first span from `next` on that ends behind a place. */
const firstEndingBehind = (spans: readonly Span[], next: number, place: number): number => {
  let nearest = next;
  while (nearest < spans.length && (spans[nearest]?.end ?? 0) <= place) nearest += 1;
  return nearest;
};

/**
 * The scan of a text of which some spans, in order, are masked now: its words outside the spans are the same, so the columns are used
 * again. Null where a span cuts a word: then the masked text has to be scanned.
 */
export const maskScan = (
  scan: WordScan,
  { text, wordsEnd = text.length }: FoldedText,
  spans: readonly Span[],
  lexicon: Lexicon,
): WordScan | null => {
  let kept = 0;
  let next = 0;
  let isBehindMask = false;
  for (let token = 0; token < scan.countOfAll; token += 1) {
    const from = scan.from[token] ?? 0;
    const to = scan.to[token] ?? 0;
    const nearest = firstEndingBehind(spans, next, from);
    isBehindMask ||= nearest > next;
    next = nearest;
    const span = spans[next];
    if (span !== undefined && span.start < to) {
      if (span.start > from || span.end < to) return null;
      isBehindMask = true;
      continue;
    }
    moveToken(scan, token, kept);
    if (isBehindMask) readGapAnew(scan, kept, text, lexicon);
    isBehindMask = false;
    kept += 1;
  }
  return {
    ...scan,
    text,
    countOfAll: kept,
    count: wordsEnd === text.length ? kept : countBefore(scan, kept, wordsEnd),
  };
};
