import { isDigitCode, isLatinCode } from './character-kind.ts';
import type { GroupWindow } from './digit-groups.ts';
import { lengthOf } from './digit-groups.ts';

const isHexLetter = (code: number): boolean => (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

const isTokenCode = (code: number): boolean => code === 45 || isDigitCode(code) || isLatinCode(code);

/** No GUID is longer. */
const maxTokenReach = 40;

const tokenAround = (text: string, from: number, to: number): string => {
  let start = from;
  while (from - start < maxTokenReach && isTokenCode(text.charCodeAt(start - 1))) start -= 1;
  let end = to;
  while (end - to < maxTokenReach && isTokenCode(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
};

const hexadecimal = /^[0-9a-f-]+$/i;
const hexadecimalParts = /^[0-9a-f]+(?:-[0-9a-f]+)+$/i;
const digitsAndLetters = /[0-9][a-f]|[a-f][0-9]/i;

/**
 * True for digits that are part of a GUID or of another hexadecimal id: a hexadecimal letter touches them, or they are one part of a
 * dashed token of hexadecimal parts of which one mixes digits and letters.
 */
export const isPartOfHexadecimalId = (text: string, from: number, to: number): boolean => {
  const before = text.charCodeAt(from - 1);
  const after = text.charCodeAt(to);
  if (isHexLetter(before) || isHexLetter(after)) return hexadecimal.test(tokenAround(text, from, to));
  if (before !== 45 && after !== 45) return false;
  const token = tokenAround(text, from, to);
  return hexadecimalParts.test(token) && digitsAndLetters.test(token);
};

const numberAt = (text: string, { chain }: GroupWindow, index: number, maxLength: number): number => {
  const group = chain[index];
  if (group === undefined || lengthOf(group) > maxLength) return -1;
  return Number(text.slice(group.from, group.to));
};

const isYearAt = (text: string, window: GroupWindow, index: number): boolean => {
  const group = window.chain[index];
  if (group === undefined || lengthOf(group) !== 4) return false;
  const year = numberAt(text, window, index, 4);
  return year >= 1900 && year < 2060;
};

const isUpTo = (text: string, window: GroupWindow, index: number, highest: number): boolean => {
  const number = numberAt(text, window, index, 2);
  return number >= 1 && number <= highest;
};

const touch = ({ chain }: GroupWindow, index: number): boolean => {
  const group = chain[index];
  const next = chain[index + 1];
  return group !== undefined && next !== undefined && next.from - group.to === 1;
};

/** True when three neighbouring groups from `index` on are a date: d.m.yyyy or yyyy-m-d, one sign between them. */
const isDateAt = (text: string, window: GroupWindow, index: number): boolean => {
  if (!touch(window, index) || !touch(window, index + 1) || !isUpTo(text, window, index + 1, 12)) return false;
  if (isYearAt(text, window, index + 2)) return isUpTo(text, window, index, 31);
  return isYearAt(text, window, index) && isUpTo(text, window, index + 2, 31);
};

/** True when a written date with a four-digit year shares a group with the window. */
export const overlapsDate = (text: string, window: GroupWindow): boolean => {
  for (let index = Math.max(0, window.start - 2); index < window.end; index += 1) {
    if (isDateAt(text, window, index)) return true;
  }
  return false;
};

/** True when some group of the window could be a year, as in 2024/123456 or 2019-2020. */
export const holdsYear = (text: string, window: GroupWindow): boolean => {
  for (let index = window.start; index < window.end; index += 1) if (isYearAt(text, window, index)) return true;
  return false;
};

/** Signs of times, decimals and lists: between digits of one number they stand everywhere or nowhere. */
const listSigns = /[:,;]/;

/** True when the gaps between the groups of a window hold a sign of lists or times in some places and not in others. */
export const looksLikeList = (text: string, { chain, start, end }: GroupWindow): boolean => {
  let first: string | undefined;
  let holdsListSign = false;
  let isEven = true;
  for (let index = start + 1; index < end; index += 1) {
    const gap = text.slice(chain[index - 1]?.to ?? 0, chain[index]?.from ?? 0);
    first ??= gap;
    if (gap !== first) isEven = false;
    if (listSigns.test(gap)) holdsListSign = true;
  }
  return holdsListSign && !isEven;
};
