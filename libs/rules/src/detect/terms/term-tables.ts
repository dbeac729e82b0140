import { createLetterTrie, type LetterTrie } from './letter-trie.ts';
import type { AffixGroup, TermData } from './term-data.ts';

/** What the finder of sensitive terms needs besides the word table: made once, by the lexicon. */
export interface TermTables {
  /** By entry number the term code of the word alone; 0 for none. */
  readonly codes: Uint8Array;
  /** The terms of several words: from a state (0 at first) and a symbol to the next state, see stepKey. */
  readonly steps: ReadonlyMap<number, number>;
  /** By state the code of the term that ends there; 0 for none. */
  readonly ends: Uint8Array;
  readonly heads: LetterTrie;
  readonly stems: LetterTrie;
}

const symbolCount = 0x10000;
const firstNumberSymbol = 0xf000;
const numberSymbolCount = 0x1000;

/** The key of a step: symbols below 0xf000 are entry numbers, those above are numbers as they stand in the text. */
export const stepKey = (state: number, symbol: number): number => state * symbolCount + symbol;

/** The symbol of a number in a text, given its value. */
export const numberSymbol = (value: number): number => firstNumberSymbol + (value % numberSymbolCount);

const symbolOf = (part: string): number => (part.startsWith('n') ? numberSymbol(Number(part.slice(1))) : Number(part));

const phraseTables = (phrases: readonly string[]): Pick<TermTables, 'steps' | 'ends'> => {
  const steps = new Map<number, number>();
  const ends: number[] = [0];
  for (const phrase of phrases) {
    const [code = '0', ...parts] = phrase.split(' ');
    let state = 0;
    for (const part of parts) {
      const key = stepKey(state, symbolOf(part));
      let target = steps.get(key);
      if (target === undefined) {
        target = ends.push(0) - 1;
        steps.set(key, target);
      }
      state = target;
    }
    ends[state] = Number(code);
  }
  return { steps, ends: Uint8Array.from(ends) };
};

const affixes = (listed: readonly AffixGroup[]): readonly (readonly [string, number])[] =>
  listed.flatMap(({ code, words }) => words.split(' ').map((word) => [word, code] as const));

/** Builds the tables from the generated data. Pure but not free (some milliseconds): once a process is enough. */
export const createTermTables = ({ entryCodes, phrases, heads, stems }: TermData): TermTables => ({
  codes: Uint8Array.from(entryCodes),
  ...phraseTables(phrases),
  heads: createLetterTrie(affixes(heads), true),
  stems: createLetterTrie(affixes(stems), false),
});
