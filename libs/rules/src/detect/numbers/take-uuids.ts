import type { DigitChain } from './digit-groups.ts';

const uuidForm = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const letterOrDigit = /[\p{L}\p{N}]/u;

const standsAlone = (text: string, from: number, to: number): boolean =>
  !letterOrDigit.test(text.charAt(from - 1)) && !letterOrDigit.test(text.charAt(to));

const uuidLength = 36;
const uuidHyphens = 4;

/** A cheap look: false where a text is too short for a UUID, or has too few hyphens. */
const mayHoldUuid = (text: string): boolean => {
  if (text.length < uuidLength) return false;
  let at = -1;
  for (let hyphens = 0; hyphens < uuidHyphens; hyphens += 1) {
    at = text.indexOf('-', at + 1);
    if (at < 0) return false;
  }
  return true;
};

/** Takes the digits of every UUID: of those made by chance one in some thousands holds eleven digits that pass every check. */
export const takeUuids = (text: string, chains: readonly DigitChain[]): void => {
  if (!mayHoldUuid(text)) return;
  for (const match of text.matchAll(uuidForm)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (!standsAlone(text, from, to)) continue;
    for (const chain of chains)
      for (const group of chain) if (group.from >= from && group.to <= to) group.isTaken = true;
  }
};
