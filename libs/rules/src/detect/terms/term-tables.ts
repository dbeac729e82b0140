import { createLetterTrie, type LetterTrie, veto } from '../words/letter-trie.ts';
import type { AffixGroup, PhraseData, TermData } from './term-data.ts';
import { categoryOf } from './term-level.ts';

/** What the finder of sensitive terms needs besides the word table: made once, by the lexicon. */
export interface TermTables {
  /** By entry number the term code of the word alone; 0 for none. */
  readonly codes: Uint8Array;
  /** The terms of several words: by the entry of the first word the state after it; 0 where no phrase starts so. */
  readonly starts: Uint16Array;
  /** From a state and a symbol to the next state, see stepKey. */
  readonly steps: ReadonlyMap<number, number>;
  /** By state the roots of the sets that may follow. */
  readonly links: ReadonlyMap<number, readonly number[]>;
  /** By state the code of the term that ends there; 0 for none. */
  readonly ends: Uint8Array;
  readonly heads: LetterTrie;
  readonly stems: LetterTrie;
}

const symbolCount = 0x2000;
const numberSymbolCount = 1000;

/** Symbols below this are entry numbers, those from it on numbers as they stand in the text. */
export const firstNumberSymbol = 7000;

/** The key of a step from a state. */
export const stepKey = (state: number, symbol: number): number => state * symbolCount + symbol;

/** The symbol of a number in a text, given its value. */
export const numberSymbol = (value: number): number => firstNumberSymbol + (value % numberSymbolCount);

const phraseTables = (
  data: PhraseData,
  entryCount: number,
): Pick<TermTables, 'starts' | 'steps' | 'ends' | 'links'> => {
  const starts = new Uint16Array(entryCount);
  const steps = new Map<number, number>();
  const { parents, symbols } = data;
  for (let state = 1; state < parents.length; state += 1) {
    const parent = parents[state] ?? -1;
    const symbol = symbols[state] ?? 0;
    if (parent === 0) starts[symbol] = state;
    else if (parent > 0) steps.set(stepKey(parent, symbol), state);
  }
  const links = new Map<number, readonly number[]>();
  for (const { state, root } of data.links) links.set(state, [...(links.get(state) ?? []), root]);
  return { starts, steps, ends: Uint8Array.from(data.ends), links };
};

const affixes = (listed: readonly AffixGroup[]): readonly (readonly [string, number])[] =>
  listed.flatMap(({ code, words }) =>
    words.split(' ').map((word) => [word, categoryOf(code) === null ? veto : code] as const),
  );

/** Builds the tables from the generated data. Pure but not free (some milliseconds): once a process is enough. */
export const createTermTables = (data: TermData): TermTables => ({
  codes: Uint8Array.from(data.entryCodes),
  ...phraseTables(data.phrases, data.entryCodes.length),
  heads: createLetterTrie(affixes(data.heads), true),
  stems: createLetterTrie(affixes(data.stems), false),
});
