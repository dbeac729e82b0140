import type { WordList } from '../words/word-list.ts';

/** Ends or beginnings of words with one term code. */
export interface AffixGroup {
  readonly code: number;
  readonly words: string;
}

/**
 * The terms of several words as an automaton. State 0 is its start; other states without a parent (-1) are the roots of
 * sets that phrases can end in.
 */
export interface PhraseData {
  /** By state the state before it, and the symbol that leads from there. */
  readonly parents: readonly number[];
  readonly symbols: readonly number[];
  /** By state the code of the term that ends there; 0 for none. */
  readonly ends: readonly number[];
  /** After a state anything of the set with that root. */
  readonly links: readonly { readonly state: number; readonly root: number }[];
}

/** What the generated module holds: the lists of data/terms with every form expanded. */
export interface TermData {
  readonly lists: {
    readonly terms: WordList;
    readonly phraseStarts: WordList;
    readonly phraseWords: WordList;
    readonly notTerms: WordList;
    readonly specific: WordList;
    readonly loose: WordList;
    readonly clinical: WordList;
    readonly generic: WordList;
    readonly conditional: WordList;
  };
  /** By entry number the term code of the word alone; 0 where it is a part of phrases only. */
  readonly entryCodes: readonly number[];
  readonly phrases: PhraseData;
  /** Ends, and beginnings, of words that make a term of nearly any word: a space between. */
  readonly heads: readonly AffixGroup[];
  readonly stems: readonly AffixGroup[];
}
