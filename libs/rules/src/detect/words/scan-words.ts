import type { FoldedText } from '../folded-text.ts';
import { gapAbove } from './gap-kinds.ts';
import { smallLetterBits, smallLetterMask, unitAbove, unitKind } from './letter-tables.ts';
import type { Lexicon } from './lexicon.ts';
import { classesOf } from './lexicon.ts';
import { wordClass } from './word-class.ts';
import { markSeed, nextMark, nextPlace, placeSeed, spread } from './word-hash.ts';
import {
  createScanBuffers,
  type ScanBuffers,
  type ScanColumns,
  tokenGap,
  tokenShape,
  type WordScan,
} from './word-scan.ts';
import { classesIn, slotOf, type WordTable } from './word-table.ts';

const isCapitalAt = (text: string, index: number, units: Uint16Array): boolean =>
  (units[text.charCodeAt(index)] ?? 0) >> smallLetterBits === unitKind.capital;

/** How a word with capitals is written. */
const shapeOf = (isCapital: boolean, capitalCount: number, length: number): number => {
  if (!isCapital) return tokenShape.mixed;
  if (capitalCount === 1) return tokenShape.capital;
  return capitalCount === length ? tokenShape.allCapitals : tokenShape.mixed;
};

/** Classes from this bit on, addresses and terms, come with an entry number. */
const firstClassWithEntry = 16;

const entryOf = (table: WordTable, slot: number, classes: number): number =>
  classes >>> firstClassWithEntry === 0 ? 0 : (table.entries[slot] ?? 0);

/** Reads the word that starts at `from` into the columns; answers where it ends. */
const readWord = (text: string, from: number, lexicon: Lexicon, columns: ScanBuffers, token: number): number => {
  const { table, letters } = lexicon;
  const { units } = letters;
  let place = placeSeed;
  let mark = markSeed;
  let capitalCount = 0;
  let allUnits = 0;
  let to = from;
  for (; to < text.length; to += 1) {
    const code = text.charCodeAt(to);
    const unit = units[code] ?? unitAbove(code);
    const kind = unit >> smallLetterBits;
    if (kind === unitKind.capital) capitalCount += 1;
    else if (kind !== unitKind.lower) break;
    allUnits |= code;
    const small = unit & smallLetterMask;
    place = nextPlace(place, small);
    mark = nextMark(mark, small);
  }
  const slot = slotOf(table, spread(place), mark);
  const classes = classesIn(table, slot);
  columns.from[token] = from;
  columns.to[token] = to;
  columns.shape[token] =
    capitalCount === 0 ? tokenShape.small : shapeOf(isCapitalAt(text, from, units), capitalCount, to - from);
  columns.classes[token] = classes === 0 && allUnits > 0x7f ? classesOf(lexicon, text, from, to) : classes;
  columns.entry[token] = entryOf(table, slot, classes);
  return to;
};

const isDigitUnit = (text: string, index: number, units: Uint16Array): boolean =>
  index < text.length && (units[text.charCodeAt(index)] ?? 0) >> smallLetterBits === unitKind.digit;

const readNumber = (text: string, from: number, units: Uint16Array, columns: ScanBuffers, token: number): number => {
  let to = from + 1;
  while (isDigitUnit(text, to, units)) to += 1;
  columns.from[token] = from;
  columns.to[token] = to;
  columns.shape[token] = tokenShape.number;
  columns.classes[token] = 0;
  columns.entry[token] = 0;
  return to;
};

/** A dot and a space after an initial or a known abbreviation end no sentence. */
export const startsSentence = (gap: number, columns: ScanColumns, token: number): number => {
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
    const kind = (letters.units[code] ?? unitAbove(code)) >> smallLetterBits;
    if (kind === unitKind.other) {
      gap |= gaps[code] ?? gapAbove(code);
      index += 1;
      continue;
    }
    columns.gap[token] = gap;
    columns.sentenceStart[token] = startsSentence(gap, columns, token);
    index =
      kind === unitKind.digit
        ? readNumber(text, index, letters.units, columns, token)
        : readWord(text, index, lexicon, columns, token);
    gap = 0;
    token += 1;
  }
  return token;
};

/** What stands in [from, to) of a text, where no word is, as a set. */
export const gapBetween = (text: string, from: number, to: number, { gaps }: Lexicon): number => {
  let gap = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    gap |= gaps[code] ?? gapAbove(code);
  }
  return gap;
};

/** How many of the tokens begin before a place. */
export const countBefore = (columns: ScanColumns, countOfAll: number, end: number): number => {
  let count = countOfAll;
  while (count > 0 && (columns.from[count - 1] ?? 0) >= end) count -= 1;
  return count;
};

/**
 * Cuts a folded text into words and numbers and looks each word up, in one pass. The answer lives in the lexicon's own
 * columns where the text is not very long: it is good until the next scan with the same lexicon, so read it at once.
 */
export const scanWords = ({ text, wordsEnd = text.length }: FoldedText, lexicon: Lexicon): WordScan => {
  const { buffers } = lexicon;
  const columns = text.length <= buffers.capacity ? buffers : createScanBuffers(text.length);
  const countOfAll = readTokens(text, lexicon, columns);
  const count = wordsEnd === text.length ? countOfAll : countBefore(columns, countOfAll, wordsEnd);
  const { from, to, shape, gap, sentenceStart, classes, entry } = columns;
  return { text, count, countOfAll, from, to, shape, gap, sentenceStart, classes, entry };
};
