import type { DigitChain, DigitGroup } from './digit-groups.ts';
import type { FoldedText } from './fold-digits.ts';

const isHexLetter = (code: number | undefined): boolean =>
  code !== undefined && ((code >= 97 && code <= 102) || (code >= 65 && code <= 70));

const isTokenCode = (code: number | undefined): boolean =>
  code !== undefined &&
  (code === 45 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122));

const maxTokenReach = 40;

/** The letters, digits and dashes without a gap around [from, to); cut off where it is longer than any GUID. */
const tokenAround = ({ codes }: FoldedText, from: number, to: number): string => {
  let start = from;
  while (from - start < maxTokenReach && isTokenCode(codes[start - 1])) start -= 1;
  let end = to;
  while (end - to < maxTokenReach && isTokenCode(codes[end])) end += 1;
  return String.fromCharCode(...codes.slice(start, end));
};

const hexParts = /^[0-9a-f]+(?:-[0-9a-f]+)+$/i;
const digitsAndLetters = /[0-9][a-f]|[a-f][0-9]/i;

/**
 * True for digits that are part of a GUID or of another hexadecimal id: a hexadecimal letter touches them, or they are one part of a
 * dashed token of hexadecimal parts of which one mixes digits and letters.
 */
export const isPartOfHexadecimalId = (folded: FoldedText, from: number, to: number): boolean => {
  const token = tokenAround(folded, from, to);
  if (isHexLetter(folded.codes[from - 1]) || isHexLetter(folded.codes[to])) return /^[0-9a-f-]+$/i.test(token);
  return hexParts.test(token) && digitsAndLetters.test(token);
};

const lengthOf = (group: DigitGroup | undefined): number => (group === undefined ? 0 : group.to - group.from);

const numberOf = ({ codes }: FoldedText, group: DigitGroup | undefined): number =>
  group === undefined
    ? Number.NaN
    : Number(String.fromCharCode(...codes.slice(group.from, Math.min(group.to, group.from + 4))));

const isYear = (folded: FoldedText, group: DigitGroup | undefined): boolean =>
  lengthOf(group) === 4 && numberOf(folded, group) >= 1900 && numberOf(folded, group) < 2100;

const isUpTo = (folded: FoldedText, group: DigitGroup | undefined, highest: number): boolean =>
  lengthOf(group) <= 2 && numberOf(folded, group) >= 1 && numberOf(folded, group) <= highest;

const touch = (one: DigitGroup | undefined, other: DigitGroup | undefined): boolean =>
  one !== undefined && other !== undefined && other.from - one.to === 1;

/** True when three neighbouring groups from `index` on are a date: d.m.yyyy or yyyy-m-d, one separator between them. */
const isDateAt = (folded: FoldedText, chain: DigitChain, index: number): boolean => {
  const [first, second, third] = [chain[index], chain[index + 1], chain[index + 2]];
  if (!touch(first, second) || !touch(second, third) || !isUpTo(folded, second, 12)) return false;
  if (isYear(folded, third)) return isUpTo(folded, first, 31);
  return isYear(folded, first) && isUpTo(folded, third, 31);
};

/** True when a written date with a four-digit year shares a group with the groups [start, end) of a chain. */
export const overlapsDate = (folded: FoldedText, chain: DigitChain, start: number, end: number): boolean => {
  for (let index = Math.max(0, start - 2); index < end; index += 1) {
    if (isDateAt(folded, chain, index)) return true;
  }
  return false;
};
