import type { Span } from '../finding.ts';
import { foldText } from './fold/fold-text.ts';
import { spanOf } from './folded-text.ts';
import { isBlankCode, isDigitCode, isLatinCode, isSignCode } from './numbers/character-kind.ts';
import { classifyIdentityNumber } from './numbers/classify-identity-number.ts';
import {
  collectChains,
  type DigitChain,
  digitsOf,
  type GroupWindow,
  rangeOf,
  windowOfDigits,
} from './numbers/digit-groups.ts';
import { holdsYear, isPartOfHexadecimalId } from './numbers/token-vetoes.ts';

/** A number whose digits end one field and go on in the next: where it stands in each. */
export interface Seam {
  readonly previous: Span;
  readonly next: Span;
}

/** How much of each text is looked at: more than eleven digits take in any print. */
const reach = 120;

const isGapCode = (code: number): boolean => isBlankCode(code) || isSignCode(code);

/** True when the last letter or digit before `index`, or the first from it on, is a digit. */
const meetsDigit = (text: string, index: number, step: 1 | -1): boolean => {
  let at = step === 1 ? index : index - 1;
  while (isGapCode(text.charCodeAt(at))) at += step;
  return isDigitCode(text.charCodeAt(at));
};

const isNumber = (text: string, window: GroupWindow): boolean => {
  const kind = classifyIdentityNumber(digitsOf(text, window));
  if (kind === undefined || kind === 'fh-number' || holdsYear(text, window)) return false;
  const { from, to } = rangeOf(window);
  return !isPartOfHexadecimalId(text, from, to);
};

/** The eleven digits of a chain that begin before the seam and end after it. */
const windowOverSeam = (text: string, chain: DigitChain, seam: number, firstWhole: number): GroupWindow | undefined => {
  for (let start = 0; start < chain.length; start += 1) {
    const from = chain[start]?.from ?? 0;
    if (from >= seam) return undefined;
    const window = from < firstWhole ? undefined : windowOfDigits(chain, start, 11);
    if (window !== undefined && rangeOf(window).to > seam && isNumber(text, window)) return window;
  }
  return undefined;
};

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/**
 * The identity number whose digits are spread over the end of one text and the start of the next; null where there is none. Both are
 * texts as they are read: of HTML, give what is visible.
 */
export const findSeam = (previous: string, next: string): Seam | null => {
  // A text that begins with a letter, as nearly all do, goes on with no digits.
  if (isLatinCode(next.charCodeAt(0))) return null;
  const cut = Math.max(0, previous.length - reach);
  const tail = foldText(previous.slice(cut), 'TEXT');
  const head = foldText(next.slice(0, reach), 'TEXT');
  if (!meetsDigit(tail.text, tail.text.length, -1) || !meetsDigit(head.text, 0, 1)) return null;
  const joined = `${tail.text}\n${head.text}`;
  const seam = tail.text.length;
  const chain = collectChains(joined).find((each) => (each[0]?.from ?? 0) < seam && (each.at(-1)?.to ?? 0) > seam);
  const window = chain && windowOverSeam(joined, chain, seam, cut === 0 ? 0 : 1);
  if (window === undefined) return null;
  const { from, to } = rangeOf(window);
  const lastBefore = window.chain.findLast((group) => group.to <= seam)?.to ?? seam;
  const firstAfter = window.chain.find((group) => group.from > seam)?.from ?? seam + 1;
  return {
    previous: shifted(spanOf(tail, from, lastBefore), cut),
    next: spanOf(head, firstAfter - seam - 1, to - seam - 1),
  };
};
