import type { EscapeKinds } from '../fold/escaped-character.ts';
import { foldCharacters } from '../fold/fold-characters.ts';
import { FoldWriter } from '../fold/fold-writer.ts';
import { type FoldedText, hardBreak } from '../folded-text.ts';
import { type HtmlPieceKind, type UnseenPiece, walkHtmlPieces } from './html-pieces.ts';

const inWords: EscapeKinds = { entities: 'all', percent: 'digits' };
const inAddresses: EscapeKinds = { entities: 'all', percent: 'all' };

/** Pieces for machines come last, so that what looks for words can leave them out. */
const order: readonly HtmlPieceKind[] = ['hidden', 'words', 'address', 'machine'];

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** The first run of white space in [from, to) that is more than one space; `to` where there is none. */
const firstLongBlank = (value: string, from: number, to: number): number => {
  for (let index = from; index < to; index += 1) {
    const code = value.charCodeAt(index);
    if (!isBlank(code)) continue;
    if (code !== 32 || (index + 1 < to && isBlank(value.charCodeAt(index + 1)))) return index;
  }
  return to;
};

const endOfBlank = (value: string, from: number, to: number): number => {
  let at = from;
  while (at < to && isBlank(value.charCodeAt(at))) at += 1;
  return at;
};

/** Folds text that is seen: white space counts as one space however much there is. */
const foldSeen = (writer: FoldWriter, value: string, from: number, to: number): void => {
  let at = from;
  while (at < to) {
    const blank = firstLongBlank(value, at, to);
    foldCharacters(writer, value, at, blank, inWords);
    at = endOfBlank(value, blank, to);
    if (at > blank) writer.write(' ', blank, blank + 1);
  }
};

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Folds one piece that is not seen, a break before it; gives where in the folded text it lies. */
const foldUnseen = (writer: FoldWriter, value: string, { kind, from, to, continues }: UnseenPiece): Range => {
  if (!continues) writer.write(hardBreak, from, from);
  const start = writer.length;
  foldCharacters(writer, value, from, to, kind === 'address' ? inAddresses : inWords);
  return { from: start, to: writer.length };
};

/** A text of HTML as the finders see it: first what a reader sees, inline tags joined, then every other piece by itself. */
export const foldHtml = (value: string): FoldedText => {
  const writer = new FoldWriter(value);
  const unseen: UnseenPiece[] = [];
  walkHtmlPieces(value, {
    seen: (from, to) => foldSeen(writer, value, from, to),
    breakAt: (from, to) => writer.write('\n', from, to),
    unseen: (piece) => unseen.push(piece),
  });
  const visibleEnd = writer.length;
  const addresses: Range[] = [];
  let wordsEnd = visibleEnd;
  for (const kind of order) {
    for (const piece of unseen) {
      if (piece.kind !== kind) continue;
      const range = foldUnseen(writer, value, piece);
      if (kind === 'address') addresses.push(range);
    }
    if (kind === 'words') wordsEnd = writer.length;
  }
  return { ...writer.finish(), visibleEnd, wordsEnd, addresses };
};

/** What a reader of an e-mail body sees, on one line for each line or cell: without tags, comments, attributes and hidden text. */
export const visibleTextOf = (html: string): string => {
  const { text, visibleEnd } = foldHtml(html);
  return text.slice(0, visibleEnd).trim();
};
