import type { FoldedText } from '../folded-text.ts';
import { type Affix, type AffixSide, type AffixTable, filterPlace, longestAffix } from './affix-table.ts';
import { gapAbove } from './gap-kinds.ts';
import { kindAbove, unitKind } from './letter-tables.ts';
import type { Lexicon } from './lexicon.ts';
import { classesOf } from './lexicon.ts';
import { wordClass } from './word-class.ts';
import { markSeed, nextMark, nextPlace, placeSeed, spread } from './word-hash.ts';
import { createScanBuffers, type ScanBuffers, tokenGap, tokenShape, type WordScan } from './word-scan.ts';
import { slotOf } from './word-table.ts';

/** Shorter words have no room for an affix and something else. */
const minAffixedLength = 6;
const noAffixes: ReadonlyMap<number, Affix> = new Map();

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
  const classes = lexicon.table.classes[slot] ?? 0;
  columns.from[token] = from;
  columns.to[token] = to;
  columns.shape[token] = shapeOf(kind[text.charCodeAt(from)] === unitKind.capital, capitalCount, to - from);
  columns.classes[token] = classes === 0 && isForeign ? classesOf(lexicon, text, from, to) : classes;
  columns.entry[token] = lexicon.table.entries[slot] ?? 0;
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

const affixOf = (table: AffixTable, side: AffixSide, { letters }: Lexicon, text: string, from: number, to: number) => {
  const { lower } = letters;
  const step = side === 'prefix' ? 1 : -1;
  const outer = side === 'prefix' ? from : to - 1;
  const first = lower[text.charCodeAt(outer)] ?? 0;
  const second = lower[text.charCodeAt(outer + step)] ?? 0;
  const third = lower[text.charCodeAt(outer + 2 * step)] ?? 0;
  if (table.filter[filterPlace(first, second, third)] === 0) return undefined;
  return longestAffix(table, side, text.slice(from, to).toLowerCase());
};

/** Affixes by token; the map is made with the first one, for most texts have none. */
const findAffixes = (
  table: AffixTable,
  side: AffixSide,
  lexicon: Lexicon,
  text: string,
  columns: ScanBuffers,
  count: number,
) => {
  if (table.affixes.size === 0) return noAffixes;
  let found: Map<number, Affix> | undefined;
  for (let token = 0; token < count; token += 1) {
    const from = columns.from[token] ?? 0;
    const to = columns.to[token] ?? 0;
    if (to - from < minAffixedLength || columns.shape[token] === tokenShape.number) continue;
    const affix = affixOf(table, side, lexicon, text, from, to);
    if (affix === undefined) continue;
    found ??= new Map();
    found.set(token, affix);
  }
  return found ?? noAffixes;
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
  const prefixes = findAffixes(lexicon.prefixes, 'prefix', lexicon, text, columns, count);
  const suffixes = findAffixes(lexicon.suffixes, 'suffix', lexicon, text, columns, count);
  return { text, count, from, to, shape, gap, sentenceStart, classes, entry, prefixes, suffixes };
};
