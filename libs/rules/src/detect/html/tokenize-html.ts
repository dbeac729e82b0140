import { isRawTag } from './html-tags.ts';

/** A tag as it stands in the text: half-open, its name in small letters. */
export interface HtmlTag {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly nameFrom: number;
  readonly isEnd: boolean;
}

/** Is told what a text of HTML holds, in order, as half-open places of it; what a tag holds before the tag itself. */
export interface HtmlVisitor {
  readonly text: (from: number, to: number) => void;
  readonly comment: (from: number, to: number) => void;
  readonly attribute: (nameFrom: number, nameTo: number, valueFrom: number, valueTo: number) => void;
  readonly tag: (tag: HtmlTag) => void;
}

const tagClose = 62;
const slash = 47;
const equalsSign = 61;
const doubleQuote = 34;
const singleQuote = 39;

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isNameCode = (code: number): boolean => !isBlank(code) && code !== slash && code !== tagClose && code >= 0;

/** Where a mark begins that closes something; the end of the text when nothing closes it. */
const placeOf = (value: string, mark: string, from: number): number => {
  const at = value.indexOf(mark, from);
  return at < 0 ? value.length : at;
};

const skipBlanks = (value: string, from: number): number => {
  let at = from;
  while (isBlank(value.charCodeAt(at))) at += 1;
  return at;
};

const endOfName = (value: string, from: number): number => {
  let at = from + 1;
  while (isNameCode(value.charCodeAt(at)) && value.charCodeAt(at) !== equalsSign) at += 1;
  return Math.min(at, value.length);
};

const endOfBareValue = (value: string, from: number): number => {
  let at = from;
  while (at < value.length && !isBlank(value.charCodeAt(at)) && value.charCodeAt(at) !== tagClose) at += 1;
  return at;
};

/** Reads one attribute at `from`; gives the place after it. */
const readAttribute = (value: string, from: number, visitor: HtmlVisitor): number => {
  const nameTo = endOfName(value, from);
  const sign = skipBlanks(value, nameTo);
  if (value.charCodeAt(sign) !== equalsSign) {
    visitor.attribute(from, nameTo, nameTo, nameTo);
    return nameTo;
  }
  const valueFrom = skipBlanks(value, sign + 1);
  const quote = value.charCodeAt(valueFrom);
  if (quote !== doubleQuote && quote !== singleQuote) {
    const valueTo = endOfBareValue(value, valueFrom);
    visitor.attribute(from, nameTo, valueFrom, valueTo);
    return valueTo;
  }
  const valueTo = placeOf(value, quote === doubleQuote ? '"' : "'", valueFrom + 1);
  visitor.attribute(from, nameTo, valueFrom + 1, valueTo);
  return Math.min(valueTo + 1, value.length);
};

/** Reads a tag whose `<` stands at `from` and whose name at `nameFrom`; one that is never closed ends with the text. */
const readTag = (value: string, from: number, nameFrom: number, visitor: HtmlVisitor): HtmlTag => {
  let at = nameFrom;
  while (isNameCode(value.charCodeAt(at))) at += 1;
  const name = value.slice(nameFrom, at).toLowerCase();
  while (at < value.length && value.charCodeAt(at) !== tagClose) {
    const code = value.charCodeAt(at);
    at = isBlank(code) || code === slash ? at + 1 : readAttribute(value, at, visitor);
  }
  const to = Math.min(at + 1, value.length);
  const tag = { name, nameFrom, from, to, isEnd: nameFrom === from + 2 };
  visitor.tag(tag);
  return tag;
};

/** Reads a comment, a declaration or CDATA at `from`, as browsers do; gives the place after it. */
const readDeclaration = (value: string, from: number, visitor: HtmlVisitor): number => {
  if (!value.startsWith('<!--', from)) {
    const end = placeOf(value, '>', from);
    visitor.comment(from + 2, end);
    return Math.min(end + 1, value.length);
  }
  if (value.startsWith('>', from + 4)) return from + 5;
  const end = placeOf(value, '-->', from + 2);
  visitor.comment(Math.min(from + 4, end), end);
  return Math.min(end + 3, value.length);
};

/** Where the end tag of an element with raw content begins; the end of the text when it never comes. */
const endOfRaw = (value: string, name: string, from: number): number => {
  let at = placeOf(value, '</', from);
  while (at < value.length && value.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) {
    at = placeOf(value, '</', at + 2);
  }
  return at;
};

/** Reads what begins with the `<` at `at`; gives the place after it, or `at` where it is no markup. */
const readMarkup = (value: string, at: number, visitor: HtmlVisitor): number => {
  const next = value.charCodeAt(at + 1);
  if (next === 33 || next === 63) return readDeclaration(value, at, visitor);
  const isEnd = next === slash;
  if (!isLetter(isEnd ? value.charCodeAt(at + 2) : next)) return isEnd ? readDeclaration(value, at, visitor) : at;
  const tag = readTag(value, at, isEnd ? at + 2 : at + 1, visitor);
  if (isEnd || !isRawTag(tag.name)) return tag.to;
  const rawEnd = endOfRaw(value, tag.name, tag.to);
  if (rawEnd > tag.to) visitor.text(tag.to, rawEnd);
  return rawEnd;
};

/**
 * Tells a visitor all that a text of HTML holds, in one pass, each unit read a bounded number of times. Takes any text: what is broken is
 * read the way browsers read it, and never throws.
 */
export const tokenizeHtml = (value: string, visitor: HtmlVisitor): void => {
  let textFrom = 0;
  let at = value.indexOf('<');
  while (at >= 0) {
    if (at > textFrom) visitor.text(textFrom, at);
    textFrom = readMarkup(value, at, visitor);
    at = value.indexOf('<', Math.max(textFrom, at + 1));
  }
  if (textFrom < value.length) visitor.text(textFrom, value.length);
};
