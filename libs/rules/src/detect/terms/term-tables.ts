import { createLetterTrie, type LetterTrie, veto } from './letter-trie.ts';
import type { AffixGroup, TermData } from './term-data.ts';
import { categoryOf } from './term-level.ts';

/** What the finder of sensitive terms needs besides the word table: made once, by the lexicon. */
export interface TermTables {
  /** By entry number the term code of the word alone; 0 for none. */
  readonly codes: Uint8Array;
  /** The terms of several words: from a state (0 at first) and a symbol to the next state, see stepKey. */
  readonly steps: ReadonlyMap<number, number>;
  /** By state the roots of the sets that may follow. */
  readonly links: ReadonlyMap<number, readonly number[]>;
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

/** States and steps while they are built. */
interface Draft {
  readonly steps: Map<number, number>;
  readonly ends: number[];
  readonly links: Map<number, readonly number[]>;
}

const addState = ({ ends }: Draft): number => ends.push(0) - 1;

const addLink = ({ links }: Draft, state: number, root: number): void => {
  links.set(state, [...(links.get(state) ?? []), root]);
};

const addPhrase = (draft: Draft, start: number, parts: readonly string[]): number => {
  let state = start;
  for (const part of parts) {
    const key = stepKey(state, symbolOf(part));
    const known = draft.steps.get(key);
    const next = known ?? addState(draft);
    if (known === undefined) draft.steps.set(key, next);
    state = next;
  }
  return state;
};

const phraseTables = ({ phrases, sets }: TermData): Pick<TermTables, 'steps' | 'ends' | 'links'> => {
  const draft: Draft = { steps: new Map(), ends: [], links: new Map() };
  const start = addState(draft);
  const roots = new Map<string, number>();
  for (const set of sets) {
    const root = addState(draft);
    roots.set(`@${set.name}`, root);
    for (const phrase of set.phrases) draft.ends[addPhrase(draft, root, phrase.split(' '))] = set.code;
  }
  for (const phrase of phrases) {
    const [code = '0', ...parts] = phrase.split(' ');
    const root = roots.get(parts.at(-1) ?? '');
    if (root === undefined) draft.ends[addPhrase(draft, start, parts)] = Number(code);
    else addLink(draft, addPhrase(draft, start, parts.slice(0, -1)), root);
  }
  return { steps: draft.steps, ends: Uint8Array.from(draft.ends), links: draft.links };
};

const affixes = (listed: readonly AffixGroup[]): readonly (readonly [string, number])[] =>
  listed.flatMap(({ code, words }) =>
    words.split(' ').map((word) => [word, categoryOf(code) === null ? veto : code] as const),
  );

/** Builds the tables from the generated data. Pure but not free (some milliseconds): once a process is enough. */
export const createTermTables = (data: TermData): TermTables => ({
  codes: Uint8Array.from(data.entryCodes),
  ...phraseTables(data),
  heads: createLetterTrie(affixes(data.heads), true),
  stems: createLetterTrie(affixes(data.stems), false),
});
