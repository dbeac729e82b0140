import { foldText } from '../detect/fold/fold-text.ts';
import { isAddressAttribute } from '../detect/html/html-tags.ts';
import { type HtmlTag, tokenizeHtml } from '../detect/html/tokenize-html.ts';
import { isDigitCode, isLatinCode } from '../detect/numbers/character-kind.ts';
import type { Span } from '../finding.ts';

/** Elements that run code, embed, collect answers, or change how the rest is read. */
const unsafeTags: ReadonlySet<string> = new Set(
  'script iframe frame frameset object embed applet form input textarea select base link svg math audio video portal'.split(
    ' ',
  ),
);

/** Attributes that a mail client fetches by itself when the e-mail is opened; that tells the sender who reads it, where and when. */
const fetchedAttributes: ReadonlySet<string> = new Set('src srcset background poster data'.split(' '));

const codeScheme = /^(?:javascript|vbscript|data|livescript|mocha):/i;
const outside = /^(?:[a-z][a-z0-9+.-]*:)?\/\/|^https?:/i;
const unsafeStyle = /@import|url\s{0,9}\(|expression\s{0,9}\(|behaviou?r\s{0,9}:|-moz-binding/i;
const eventHandler = /^on[a-z]/;

/** What browsers pass over inside an address. */
const ignoredInAddress = /[\s\p{Cc}\p{Cf}]/gu;

/** So much of an address shows what it is. */
const maxAddressHead = 200;
const maxStyle = 10_000;

const decode = (value: string): string => foldText(value, 'HTML').text;

const isUnsafeAddress = (name: string, value: string): boolean => {
  const address = decode(value.slice(0, maxAddressHead)).replace(ignoredInAddress, '');
  return codeScheme.test(address) || (fetchedAttributes.has(name) && outside.test(address));
};

const isUnsafeAttribute = (name: string, value: string): boolean => {
  if (eventHandler.test(name) || name === 'srcdoc' || name === 'http-equiv') return true;
  if (isAddressAttribute(name)) return isUnsafeAddress(name, value);
  return name === 'style' && unsafeStyle.test(decode(value.slice(0, maxStyle)));
};

const harmlessEquivalents = /^\s*(?:content-type|x-ua-compatible|content-language)\s*$/i;

const isNameCode = (code: number): boolean => isLatinCode(code) || isDigitCode(code);

/** No unsafe element has a name this short. */
const longestPlainName = 2;

/** True where every tag is a short name and nothing more, as <p> and </li> are: nothing in it can do harm. */
const hasPlainTagsOnly = (html: string): boolean => {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const from = html.charCodeAt(at + 1) === 47 ? at + 2 : at + 1;
    let to = from;
    while (to - from < longestPlainName && isNameCode(html.charCodeAt(to))) to += 1;
    if (to === from || html.charCodeAt(to) !== 62) return false;
  }
  return true;
};

const none: readonly Span[] = [];

/**
 * The tags of an e-mail body that could run code, fetch from outside or collect answers, at most `limit` of them, as spans of the text. A
 * broken body is read as browsers read it.
 */
export const findUnsafeHtml = (html: string, limit = Number.POSITIVE_INFINITY): readonly Span[] => {
  if (hasPlainTagsOnly(html)) return none;
  const spans: Span[] = [];
  let isUnsafe = false;
  let inStyle = false;
  const add = (from: number, to: number): void => {
    if (spans.length < limit && to > from) spans.push({ start: from, end: to });
  };
  tokenizeHtml(html, {
    comment: () => undefined,
    text: (from, to) => {
      if (inStyle && unsafeStyle.test(html.slice(from, Math.min(to, from + maxStyle)))) add(from, to);
    },
    attribute: (nameFrom, nameTo, valueFrom, valueTo) => {
      if (isUnsafe) return;
      const name = html.slice(nameFrom, Math.min(nameTo, nameFrom + 40)).toLowerCase();
      const value = html.slice(valueFrom, valueTo);
      isUnsafe = isUnsafeAttribute(name, value) && !(name === 'http-equiv' && harmlessEquivalents.test(value));
    },
    tag: ({ name, from, to, isEnd }: HtmlTag) => {
      if (!isEnd && (isUnsafe || unsafeTags.has(name))) add(from, to);
      isUnsafe = false;
      inStyle = name === 'style' && !isEnd;
    },
  });
  return spans;
};
