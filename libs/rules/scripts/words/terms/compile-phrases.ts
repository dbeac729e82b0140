import type { PhraseData } from '../../../src/detect/terms/term-data.ts';
import { firstNumberSymbol, numberSymbol } from '../../../src/detect/terms/term-tables.ts';

/** Terms that phrases can end in: the names of unions, of parties. */
export interface PhraseSet {
  readonly name: string;
  readonly code: number;
  readonly phrases: readonly string[];
}

/** States as they come: each but the roots has one state before it and the symbol that leads from there. */
interface Draft {
  readonly parents: number[];
  readonly symbols: number[];
  readonly ends: number[];
  readonly links: (readonly [number, number])[];
  readonly known: Map<string, number>;
}

const addState = (draft: Draft, parent: number, symbol: number): number => {
  draft.parents.push(parent);
  draft.symbols.push(symbol);
  return draft.ends.push(0) - 1;
};

const addPhrase = (draft: Draft, root: number, symbols: readonly number[]): number => {
  let state = root;
  for (const symbol of symbols) {
    const key = `${state} ${symbol}`;
    const next = draft.known.get(key) ?? addState(draft, state, symbol);
    draft.known.set(key, next);
    state = next;
  }
  return state;
};

/** Builds the automaton of all phrases; throws when a word has no entry number or the numbers run out. */
export const compilePhrases = (
  phrases: ReadonlyMap<string, number>,
  sets: readonly PhraseSet[],
  entryByWord: ReadonlyMap<string, number>,
): PhraseData => {
  const draft: Draft = { parents: [], symbols: [], ends: [], links: [], known: new Map() };
  const symbolOf = (word: string): number => {
    const entry = /^\d+$/.test(word) ? numberSymbol(Number(word)) : entryByWord.get(word);
    if (entry === undefined || (entry >= firstNumberSymbol && !/^\d+$/.test(word)))
      throw new Error(`no entry: ${word}`);
    return entry;
  };
  const symbolsOf = (phrase: string): readonly number[] => phrase.split(' ').map(symbolOf);
  const start = addState(draft, -1, 0);
  const roots = new Map(sets.map(({ name }) => [`@${name}`, addState(draft, -1, 0)]));
  for (const { name, code, phrases: held } of sets) {
    for (const phrase of held) draft.ends[addPhrase(draft, roots.get(`@${name}`) ?? 0, symbolsOf(phrase))] = code;
  }
  for (const [phrase, code] of phrases) {
    const last = phrase.slice(phrase.lastIndexOf(' ') + 1);
    const root = roots.get(last);
    if (root === undefined) draft.ends[addPhrase(draft, start, symbolsOf(phrase))] = code;
    else draft.links.push([addPhrase(draft, start, symbolsOf(phrase.slice(0, -last.length - 1))), root]);
  }
  const { parents, symbols, ends, links } = draft;
  return { parents, symbols, ends, links: links.map(([state, root]) => ({ state, root })) };
};
