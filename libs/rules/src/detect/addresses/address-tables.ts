import { createLetterTrie, type LetterTrie } from '../words/letter-trie.ts';
import type { AddressData, RoadWordSet } from './address-data.ts';

/** How sure an end of a word makes it a road: core ends also in small letters, weak ones are just as often a farm or a family name. */
export const roadEnd = { none: 0, weak: 1, strong: 2, core: 3 } as const;

/** What the finder of addresses needs besides the word table: made once, by the lexicon. */
export interface AddressTables {
  /** Ends of road words, backwards, with how sure each is. */
  readonly ends: LetterTrie;
  readonly sets: Readonly<Record<RoadWordSet, ReadonlySet<string>>>;
  /** By postal code the number of its place and of its municipality in `names`; -1 for no such code. */
  readonly places: Int16Array;
  readonly municipalities: Int16Array;
  /** By postal code 1 where it serves boxes only. */
  readonly boxes: Uint8Array;
  /** In capitals. */
  readonly names: readonly string[];
}

const postalCodeCount = 10_000;

const endsOf = ({ core, strong, weak }: AddressData): LetterTrie => {
  const listed = (words: string, strength: number) => words.split(' ').map((word) => [word, strength] as const);
  return createLetterTrie(
    [...listed(weak, roadEnd.weak), ...listed(strong, roadEnd.strong), ...listed(core, roadEnd.core)],
    true,
  );
};

const setsOf = ({ sets }: AddressData): AddressTables['sets'] => {
  const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
  return {
    vetoes: setOf(sets.vetoes),
    notNames: setOf(sets.notNames),
    abbreviated: setOf(sets.abbreviated),
    english: setOf(sets.english),
    particles: setOf(sets.particles),
    leadIns: setOf(sets.leadIns),
    determiners: setOf(sets.determiners),
    weakOwn: setOf(sets.weakOwn),
    coreOwn: setOf(sets.coreOwn),
    directions: setOf(sets.directions),
  };
};

/** Builds the tables from the generated data. Pure but not free (a millisecond): once a process is enough. */
export const createAddressTables = (data: AddressData): AddressTables => {
  const { names, codes, places, municipalities, boxes } = data.postalCodes;
  const tables = {
    places: new Int16Array(postalCodeCount).fill(-1),
    municipalities: new Int16Array(postalCodeCount).fill(-1),
    boxes: new Uint8Array(postalCodeCount),
  };
  codes.forEach((code, row) => {
    tables.places[code] = places[row] ?? -1;
    tables.municipalities[code] = municipalities[row] ?? -1;
    tables.boxes[code] = boxes.charCodeAt(row) - 48;
  });
  return { ends: endsOf(data), sets: setsOf(data), ...tables, names: names.split('|') };
};
