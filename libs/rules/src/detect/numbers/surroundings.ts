import { hardBreak } from '../folded-text.ts';

/** The text before `index`, at most `reach` units, not across a break, in small letters. */
export const textBefore = (text: string, index: number, reach: number): string => {
  const before = text.slice(Math.max(0, index - reach), index);
  return before.slice(before.lastIndexOf(hardBreak) + 1).toLowerCase();
};

/** The text from `index` on, at most `reach` units, not across a break, in small letters. */
export const textAfter = (text: string, index: number, reach: number): string => {
  const after = text.slice(index, index + reach);
  const end = after.indexOf(hardBreak);
  return (end < 0 ? after : after.slice(0, end)).toLowerCase();
};
