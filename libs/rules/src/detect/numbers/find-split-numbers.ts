import type { Candidate } from '../detection.ts';
import { hardBreak } from '../folded-text.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import type { DigitChain, DigitGroup } from './digit-groups.ts';
import { lengthOf } from './digit-groups.ts';
import { contextOf } from './number-context.ts';
import { lastDateIn } from './written-dates.ts';

/** How far before the five digits their date may begin. */
const reach = 72;
/** How far apart the two may stand. */
const maxGap = 40;

/** What people write between the two: «13. september 1972, personnummer 48022», «130972 og så 48022». */
const joiningWords =
  /person|pers\.|p\.?\s?nr|siste|sluttsiffer|kontroll|(?<![a-zæøå])(?:og|strek|bindestrek|dash|minus|then|and|last)(?![a-zæøå])/;

const endAt = (text: string, { from, to }: DigitGroup): Candidate | undefined => {
  const start = Math.max(0, from - reach);
  const before = text.slice(start, from).toLowerCase();
  const date = lastDateIn(before);
  if (date === undefined || before.length - date.at - date.length > maxGap) return undefined;
  const gap = before.slice(date.at + date.length);
  const kind = classifyIdentityNumber(date.sixDigits + text.slice(from, to));
  if (kind === undefined || kind === 'fh-number' || gap.includes(hardBreak)) return undefined;
  const isMeant = gap === '-' || joiningWords.test(gap) || contextOf(text, start + date.at, to) === 'identity';
  return isMeant
    ? { kind: 'IDENTITY_NUMBER', from: start + date.at, to, confidence: 'high', category: null }
    : undefined;
};

/** Identity numbers of which the date stands by itself, in any print, and the five digits a few words later. */
export const findSplitNumbers = (text: string, chains: readonly DigitChain[]): readonly Candidate[] => {
  const found: Candidate[] = [];
  let digitsTo = Number.NEGATIVE_INFINITY;
  for (const chain of chains) {
    for (const group of chain) {
      const isNearDigits = group.from - digitsTo < reach;
      digitsTo = group.to;
      if (!isNearDigits || group.isTaken || lengthOf(group) !== 5) continue;
      const number = endAt(text, group);
      if (number !== undefined) found.push(number);
    }
  }
  return found;
};
