import type { FoldedText } from './fold-digits.ts';

/** A run of digits in a folded text: indices [from, to) into its codes. */
export interface DigitGroup {
  readonly from: number;
  readonly to: number;
}

/** Groups with at most three separators (space, dash, dot) between neighbours. */
export type DigitChain = readonly DigitGroup[];

const maxSeparators = 3;

/** True for an ASCII digit. */
export const isDigitCode = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

const isSeparatorCode = (code: number | undefined): boolean => code === 32 || code === 45 || code === 46;

const endOfRun = (codes: readonly number[], from: number): number => {
  let to = from;
  while (isDigitCode(codes[to])) to += 1;
  return to;
};

const onlySeparators = (codes: readonly number[], from: number, to: number): boolean => {
  if (to - from > maxSeparators) return false;
  for (let index = from; index < to; index += 1) if (!isSeparatorCode(codes[index])) return false;
  return true;
};

/** All chains of digit groups of a folded text, in order. */
export const findDigitChains = ({ codes }: FoldedText): readonly DigitChain[] => {
  const chains: DigitGroup[][] = [];
  let chain: DigitGroup[] = [];
  let index = 0;
  while (index < codes.length) {
    if (!isDigitCode(codes[index])) {
      index += 1;
      continue;
    }
    const group = { from: index, to: endOfRun(codes, index) };
    const previous = chain.at(-1);
    if (previous === undefined || !onlySeparators(codes, previous.to, group.from)) {
      chain = [];
      chains.push(chain);
    }
    chain.push(group);
    index = group.to;
  }
  return chains;
};
