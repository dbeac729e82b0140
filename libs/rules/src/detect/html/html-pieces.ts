import { isAddressAttribute, isBlockTag, isUnseenTag, isVoidTag } from './html-tags.ts';
import { type HtmlTag, tokenizeHtml } from './tokenize-html.ts';

/** What a piece of HTML is to those who read it: words, text that is hidden, an address, or something for machines alone (styles, scripts, names). */
export type HtmlPieceKind = 'hidden' | 'words' | 'address' | 'machine';

/** A piece of HTML that is not part of what a reader sees. */
export interface UnseenPiece {
  readonly kind: HtmlPieceKind;
  readonly from: number;
  readonly to: number;
  /** True for the next part of the same hidden element. */
  readonly continues: boolean;
}

/** Is told the text that a reader sees, and all the rest. */
export interface HtmlPieceVisitor {
  readonly seen: (from: number, to: number) => void;
  /** A line or cell begins or ends with this tag. */
  readonly breakAt: (from: number, to: number) => void;
  readonly unseen: (piece: UnseenPiece) => void;
}

const machineAttributes: ReadonlySet<string> = new Set(
  'style class id width height align valign bgcolor color border cellpadding cellspacing role lang dir type charset target rel'.split(
    ' ',
  ),
);

const maxStyleLength = 400;
const hidingStyle = /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d])/i;

const kindOfAttribute = (name: string): HtmlPieceKind => {
  if (isAddressAttribute(name)) return 'address';
  return machineAttributes.has(name) ? 'machine' : 'words';
};

/** The element that hides what stands in it, and how many of the same name are open in it. */
interface HidingElement {
  readonly name: string;
  depth: number;
  hasText: boolean;
}

const hasDigit = /[0-9]/;

/** Tells the pieces of a text of HTML in order: what is seen, and what attributes, comments, scripts and hidden elements hold. */
export const walkHtmlPieces = (value: string, visitor: HtmlPieceVisitor): void => {
  let hides = false;
  let hiding: HidingElement | undefined;

  const unseen = (kind: HtmlPieceKind, from: number, to: number, continues = false): void => {
    if (to > from) visitor.unseen({ kind, from, to, continues });
  };

  const hidden = (element: HidingElement, from: number, to: number): void => {
    const kind = element.name === 'script' || element.name === 'style' ? 'machine' : 'hidden';
    unseen(kind, from, to, element.hasText);
    element.hasText = true;
  };

  const attribute = (nameFrom: number, nameTo: number, valueFrom: number, valueTo: number): void => {
    const name = value.slice(nameFrom, Math.min(nameTo, nameFrom + 40)).toLowerCase();
    const isStyle =
      name === 'style' && hidingStyle.test(value.slice(valueFrom, Math.min(valueTo, valueFrom + maxStyleLength)));
    if (isStyle || name === 'hidden') hides = true;
    if (hasDigit.test(name)) unseen('machine', nameFrom, nameTo);
    unseen(kindOfAttribute(name), valueFrom, valueTo);
  };

  const enter = ({ name, isEnd }: HtmlTag): void => {
    if (hiding !== undefined && hiding.name === name) {
      hiding.depth += isEnd ? -1 : 1;
      if (hiding.depth === 0) hiding = undefined;
    } else if (hiding === undefined && !isEnd && (hides || isUnseenTag(name)) && !isVoidTag(name)) {
      hiding = { name, depth: 1, hasText: false };
    }
    hides = false;
  };

  tokenizeHtml(value, {
    text: (from, to) => {
      if (hiding === undefined) visitor.seen(from, to);
      else hidden(hiding, from, to);
    },
    comment: (from, to) => unseen('words', from, to),
    attribute,
    tag: (tag) => {
      if (hasDigit.test(tag.name)) unseen('machine', tag.nameFrom, tag.nameFrom + tag.name.length);
      if (hiding === undefined && isBlockTag(tag.name)) visitor.breakAt(tag.from, tag.to);
      enter(tag);
    },
  });
};
