import type { FieldForm } from '../field-table.ts';
import type { Span } from '../finding.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { type DigitChain, findDigitChains } from './digit-groups.ts';
import { type FoldedText, foldDigits } from './fold-digits.ts';
import { mayHoldNumber } from './may-hold-number.ts';
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

/**
 * Every identity number of a text: check digits and date right for its kind, numbers given from 2032 on included. Spans are half-open,
 * in UTF-16 units of the text as given, and never overlap. FH-numbers have no date and are left to rules that see the context.
 */
export const findIdentityNumbers = (value: string, form: FieldForm): readonly Span[] => {
  if (!mayHoldNumber(value)) return [];
  const folded = foldDigits(value, form);
  return findDigitChains(folded).flatMap((chain) => findInChain(folded, chain));
};
