import type { Candidate } from '../detection.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { type DigitChain, digitsOf, rangeOf, windowOfDigits, windowOfLastDigits } from './digit-groups.ts';
import { hardBreak } from '../folded-text.ts';

/** How far apart a date of birth and the five digits after it may stand. */
const maxGap = 40;

/** What people write between the two: «13.09.72, personnummer 48022», «130972 og så 48022». */
const joiningWords =
  /person|pers\.|p\.?\s?nr|pnr|siste|sluttsiffer|kontroll|(?<![a-zæøå])(?:og|og så|strek|bindestrek|dash|minus|then|and|last)(?![a-zæøå])/i;

/** An identity number of which the date stands in one place and the five digits a few words later. */
export const findSplitNumbers = (text: string, chains: readonly DigitChain[]): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (let index = 1; index < chains.length; index += 1) {
    const [before = [], after = []] = [chains[index - 1], chains[index]];
    const last = windowOfDigits(after, 0, 5);
    const first = last && windowOfLastDigits(before, 6);
    if (last === undefined || first === undefined) continue;
    const gap = text.slice(rangeOf(first).to, rangeOf(last).from);
    if (gap.length > maxGap || gap.includes(hardBreak) || !joiningWords.test(gap)) continue;
    const kind = classifyIdentityNumber(digitsOf(text, first) + digitsOf(text, last));
    if (kind === undefined || kind === 'fh-number') continue;
    found.push({
      kind: 'IDENTITY_NUMBER',
      from: rangeOf(first).from,
      to: rangeOf(last).to,
      confidence: 'high',
      category: null,
    });
  }
  return found;
};
