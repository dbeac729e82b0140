/** How a word starts or ends: the classes and entry of the longest listed prefix or suffix, and where the rest of it is. */
export interface Affix {
  readonly length: number;
  readonly classes: number;
  readonly entry: number;
}

/**
 * Listed beginnings or ends of words. The filter is a set over the three outermost letters, so that nearly all words are
 * let go after one look; only the others are cut into strings.
 */
export interface AffixTable {
  readonly filter: Uint8Array;
  readonly affixes: Map<string, Affix>;
  readonly maxLength: number;
}

export const minAffixLength = 3;
const filterSize = 4096;

/** The filter's place for three small letters, outermost first. */
export const filterPlace = (outer: number, middle: number, inner: number): number =>
  (outer ^ (middle << 4) ^ (inner << 8)) & (filterSize - 1);

/** Which end of a word a table is about. */
export type AffixSide = 'prefix' | 'suffix';

/** A table of affixes; classes of one affix in several lists are added up. Affixes shorter than three letters are left out. */
export const createAffixTable = (
  side: AffixSide,
  listed: readonly (readonly [string, number, number])[],
): AffixTable => {
  const filter = new Uint8Array(filterSize);
  const affixes = new Map<string, Affix>();
  let maxLength = 0;
  for (const [affix, classes, entry] of listed.filter(([text]) => text.length >= minAffixLength)) {
    const known = affixes.get(affix);
    affixes.set(affix, {
      length: affix.length,
      classes: classes | (known?.classes ?? 0),
      entry: entry === 0 ? (known?.entry ?? 0) : entry,
    });
    maxLength = Math.max(maxLength, affix.length);
    const outer = side === 'prefix' ? [0, 1, 2] : [-1, -2, -3];
    const [first = 0, second = 0, third = 0] = outer.map((place) => affix.at(place)?.charCodeAt(0) ?? 0);
    filter[filterPlace(first, second, third)] = 1;
  }
  return { filter, affixes, maxLength };
};

/** The longest listed affix of a word in small letters that leaves at least one letter of it; undefined without one. */
export const longestAffix = ({ affixes, maxLength }: AffixTable, side: AffixSide, word: string): Affix | undefined => {
  for (let length = Math.min(maxLength, word.length - 1); length >= minAffixLength; length -= 1) {
    const affix = affixes.get(side === 'prefix' ? word.slice(0, length) : word.slice(-length));
    if (affix !== undefined) return affix;
  }
  return undefined;
};
