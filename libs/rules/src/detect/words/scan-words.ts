import type { FoldedText } from '../folded-text.ts';
import { gapAbove } from './gap-kinds.ts';
import { kindAbove, unitKind } from './letter-tables.ts';
import type { Lexicon } from './lexicon.ts';
import { classesOf } from './lexicon.ts';
import { wordClass } from './word-class.ts';
import { markSeed, nextMark, nextPlace, placeSeed, spread } from './word-hash.ts';
import { createScanBuffers, type ScanBuffers, tokenGap, tokenShape, type WordScan } from './word-scan.ts';
import { classesIn, slotOf } from './word-table.ts';

const shapeOf = (isCapital: boolean, capitalCount: number, length: number): number => {
  if (capitalCount === 0) return tokenShape.small;
  if (!isCapital) return tokenShape.mixed;
  if (capitalCount === 1) return tokenShape.capital;
  return capitalCount === length ? tokenShape.allCapitals : tokenShape.mixed;
};

/** Reads the word that starts at `from` into the columns; answers where it ends. */
const readWord = (text: string, from: number, lexicon: Lexicon, columns: ScanBuffers, token: number): number => {
  const { kind, lower } = lexicon.letters;
  let place = placeSeed;
  let mark = markSeed;
  let capitalCount = 0;
  let isForeign = false;
  let to = from;
  for (; to < text.length; to += 1) {
    const code = text.charCodeAt(to);
    const unit = kind[code] ?? kindAbove(code);
    if (unit === unitKind.capital) capitalCount += 1;
    else if (unit !== unitKind.lower) break;
    if (code > 0x7f) isForeign = true;
    const small = lower[code] ?? code;
    place = nextPlace(place, small);
    mark = nextMark(mark, small);
  }
  const slot = slotOf(lexicon.table, spread(place), mark);
  const classes = classesIn(lexicon.table, slot);
  columns.from[token] = from;
  columns.to[token] = to;
  columns.shape[token] = shapeOf(kind[text.charCodeAt(from)] === unitKind.capital, capitalCount, to - from);
  columns.classes[token] = classes === 0 && isForeign ? classesOf(lexicon, text, from, to) : classes;
  columns.entry[token] = classes === 0 ? 0 : (lexicon.table.entries[slot] ?? 0);
  return to;
};

const readNumber = (text: string, from: number, kind: Uint8Array, columns: ScanBuffers, token: number): number => {
  let to = from + 1;
  while (to < text.length && kind[text.charCodeAt(to)] === unitKind.digit) to += 1;
  columns.from[token] = from;
  columns.to[token] = to;
  columns.shape[token] = tokenShape.number;
  columns.classes[token] = 0;
  columns.entry[token] = 0;
  return to;
};

/** A dot and a space after an initial or a known abbreviation end no sentence. */
const startsSentence = (gap: number, columns: ScanBuffers, token: number): number => {
  if ((gap & (tokenGap.start | tokenGap.ender | tokenGap.newline)) !== 0) return 1;
  if ((gap & tokenGap.dot) === 0 || (gap & tokenGap.space) === 0) return 0;
  const before = token - 1;
  const length = (columns.to[before] ?? 0) - (columns.from[before] ?? 0);
  const isInitial = length === 1 && columns.shape[before] === tokenShape.capital;
  return isInitial || ((columns.classes[before] ?? 0) & wordClass.abbreviation) !== 0 ? 0 : 1;
};

const readTokens = (text: string, lexicon: Lexicon, columns: ScanBuffers): number => {
  const { letters, gaps } = lexicon;
  let token = 0;
  let gap: number = tokenGap.start;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const unit = letters.kind[code] ?? kindAbove(code);
    if (unit === unitKind.other) {
      gap |= gaps[code] ?? gapAbove(code);
      index += 1;
      continue;
    }
    columns.gap[token] = gap;
    columns.sentenceStart[token] = startsSentence(gap, columns, token);
    index =
      unit === unitKind.digit
        ? readNumber(text, index, letters.kind, columns, token)
        : readWord(text, index, lexicon, columns, token);
    gap = 0;
    token += 1;
  }
  return token;
};

/**
 * Cuts a folded text into words and numbers and looks each word up, in one pass. The answer lives in the lexicon's own
 * columns where the text is not very long: it is good until the next scan with the same lexicon, so read it at once.
 */
export const scanWords = ({ text }: FoldedText, lexicon: Lexicon): WordScan => {
  const { buffers } = lexicon;
  const columns = text.length <= buffers.capacity ? buffers : createScanBuffers(text.length);
  const count = readTokens(text, lexicon, columns);
  const { from, to, shape, gap, sentenceStart, classes, entry } = columns;
  return { text, count, from, to, shape, gap, sentenceStart, classes, entry };
};
