import { tokenShape, type WordScan } from '../words/word-scan.ts';
import { isBlankCode, isDigitCode, isSignCode } from './character-kind.ts';

/** A run of digits in a folded text, half-open. */
export interface DigitGroup {
  readonly from: number;
  readonly to: number;
  /** True once the digits are known to be something: nothing else may use them. */
  isTaken: boolean;
}

/** Groups of digits with few signs between neighbours. */
export type DigitChain = readonly DigitGroup[];

/** Signs, white space apart, that may stand between two groups that belong together. */
export const maxSigns = 3;

/** Length in digits. */
export const lengthOf = ({ from, to }: DigitGroup): number => to - from;

/** True when two neighbours may belong together: white space and at most three signs between them. Emoji count as one. */
const areJoined = (text: string, from: number, to: number): boolean => {
  let signs = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    if (isBlankCode(code)) continue;
    if (!isSignCode(code)) return false;
    if ((code & 0xfc00) !== 0xdc00) signs += 1;
    if (signs > maxSigns) return false;
  }
  return true;
};

/** Adds a group to the last chain, or begins another where it does not belong to that. */
const addGroup = (chains: DigitGroup[][], text: string, from: number, to: number): void => {
  const group = { from, to, isTaken: false };
  const chain = chains.at(-1);
  const previous = chain?.at(-1);
  if (chain === undefined || previous === undefined || !areJoined(text, previous.to, from)) chains.push([group]);
  else chain.push(group);
};

/** All chains of digit groups of a scanned text, in order. */
export const chainsOf = ({ text, countOfAll, from, to, shape }: WordScan): readonly DigitChain[] => {
  const chains: DigitGroup[][] = [];
  for (let token = 0; token < countOfAll; token += 1) {
    if (shape[token] === tokenShape.number) addGroup(chains, text, from[token] ?? 0, to[token] ?? 0);
  }
  return chains;
};

/** All chains of digit groups of a folded text, in order. */
export const collectChains = (text: string): readonly DigitChain[] => {
  const chains: DigitGroup[][] = [];
  let index = 0;
  while (index < text.length) {
    if (!isDigitCode(text.charCodeAt(index))) {
      index += 1;
      continue;
    }
    const from = index;
    while (isDigitCode(text.charCodeAt(index))) index += 1;
    addGroup(chains, text, from, index);
  }
  return chains;
};

/** Neighbouring groups of a chain: those with index from `start` up to, not with, `end`. */
export interface GroupWindow {
  readonly chain: DigitChain;
  readonly start: number;
  readonly end: number;
}

/** Where the digits of a window begin and end in the folded text. */
export const rangeOf = ({ chain, start, end }: GroupWindow): { readonly from: number; readonly to: number } => ({
  from: chain[start]?.from ?? 0,
  to: chain[end - 1]?.to ?? 0,
});

/** The digits of a window, without what stands between them. */
export const digitsOf = (text: string, { chain, start, end }: GroupWindow): string => {
  let digits = '';
  for (let index = start; index < end; index += 1) {
    const group = chain[index];
    if (group !== undefined) digits += text.slice(group.from, group.to);
  }
  return digits;
};

/** Marks the groups of a window as used. */
export const take = ({ chain, start, end }: GroupWindow): void => {
  for (let index = start; index < end; index += 1) {
    const group = chain[index];
    if (group !== undefined) group.isTaken = true;
  }
};

/** The window of free groups from `start` on whose lengths are exactly those of `shape`; undefined where they are not. */
export const windowOfShape = (chain: DigitChain, start: number, shape: readonly number[]): GroupWindow | undefined => {
  for (let index = 0; index < shape.length; index += 1) {
    const group = chain[start + index];
    if (group === undefined || group.isTaken || lengthOf(group) !== shape[index]) return undefined;
  }
  return { chain, start, end: start + shape.length };
};

/** The window of free groups from `start` on that holds exactly so many digits; undefined where no group ends there. */
export const windowOfDigits = (chain: DigitChain, start: number, digitCount: number): GroupWindow | undefined => {
  let sum = 0;
  for (let index = start; index < chain.length; index += 1) {
    const group = chain[index];
    if (group === undefined || group.isTaken) return undefined;
    sum += lengthOf(group);
    if (sum === digitCount) return { chain, start, end: index + 1 };
    if (sum > digitCount) return undefined;
  }
  return undefined;
};
