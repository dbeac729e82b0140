import type { FieldForm } from '../field-table.ts';
import type { Span } from '../finding.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { type DigitChain, findDigitChains } from './digit-groups.ts';
import { type FoldedText, foldDigits } from './fold-digits.ts';
import { isPartOfHexadecimalId, overlapsDate } from './vetoes.ts';

/** The ways in which people print the eleven digits. 4-2-5 is not among them: that is how account numbers are printed. */
const groupShapes: readonly (readonly number[])[] = [
  [11],
  [6, 5],
  [2, 2, 2, 5],
  [6, 3, 2],
  [2, 2, 2, 3, 2],
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
];

const digitCount = 11;

const hasShape = (chain: DigitChain, start: number, shape: readonly number[]): boolean =>
  shape.every((length, index) => {
    const group = chain[start + index];
    return group !== undefined && group.to - group.from === length;
  });

const digitsOf = ({ codes }: FoldedText, chain: DigitChain, start: number, groupCount: number): string => {
  const digits: number[] = [];
  for (let index = start; index < start + groupCount; index += 1) {
    const group = chain[index];
    if (group === undefined) break;
    for (let at = group.from; at < group.to; at += 1) digits.push(codes[at] ?? 0);
  }
  return String.fromCharCode(...digits);
};

/** How many groups from `start` on are an identity number; 0 when they are none. */
const countMatchingGroups = (folded: FoldedText, chain: DigitChain, start: number): number => {
  const shape = groupShapes.find((candidate) => hasShape(chain, start, candidate));
  const [first, last] = [chain[start], chain[start + (shape?.length ?? 1) - 1]];
  if (shape === undefined || first === undefined || last === undefined) return 0;
  const kind = classifyIdentityNumber(digitsOf(folded, chain, start, shape.length));
  if (kind === undefined || kind === 'fh-number') return 0;
  if (isPartOfHexadecimalId(folded, first.from, last.to)) return 0;
  return shape.length > 1 && overlapsDate(folded, chain, start, start + shape.length) ? 0 : shape.length;
};

const spanOf = (folded: FoldedText, chain: DigitChain, start: number, groupCount: number): Span => {
  const first = chain[start]?.from ?? 0;
  const last = (chain[start + groupCount - 1]?.to ?? 1) - 1;
  return { start: folded.starts[first] ?? 0, end: folded.ends[last] ?? 0 };
};

const findInChain = (folded: FoldedText, chain: DigitChain): readonly Span[] => {
  const spans: Span[] = [];
  let index = 0;
  while (index < chain.length) {
    const groupCount = countMatchingGroups(folded, chain, index);
    if (groupCount > 0) spans.push(spanOf(folded, chain, index, groupCount));
    index += Math.max(1, groupCount);
  }
  return spans;
};

/** A digit, the start of an escape that may hide one, or a character outside ASCII that may stand for one. */
const mayBeDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  code === 37 ||
  code === 38 ||
  code > 255 ||
  code === 0xb2 ||
  code === 0xb3 ||
  code === 0xb9;

/** One native pass over texts without a single such character, which are most. */
const anyPossibleDigit = /[0-9%&\u00b2\u00b3\u00b9\u0100-\uffff]/;

/** True when no identity number fits in what could be digits. Cheap: most texts stop here. */
const hasTooFewDigits = (value: string): boolean => {
  if (value.length < digitCount || !anyPossibleDigit.test(value)) return true;
  let possible = 0;
  for (let index = 0; index < value.length; index += 1) {
    if (mayBeDigit(value.charCodeAt(index))) possible += 1;
  }
  return possible < digitCount;
};

/**
 * Every identity number of a text: check digits and date right for its kind, numbers given from 2032 on included. Spans are half-open,
 * in UTF-16 units of the text as given, and never overlap. FH-numbers have no date and are left to rules that see the context.
 */
export const findIdentityNumbers = (value: string, form: FieldForm): readonly Span[] => {
  if (hasTooFewDigits(value)) return [];
  const folded = foldDigits(value, form);
  return findDigitChains(folded).flatMap((chain) => findInChain(folded, chain));
};
