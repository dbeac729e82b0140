import type { WordList } from '../words/word-list.ts';

/** Ends or beginnings of words with one term code. */
export interface AffixGroup {
  readonly code: number;
  readonly words: string;
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
  /** Each a term code and then entry numbers, a space between; n before a number that stands in the text, @ before a set. */
  readonly phrases: readonly string[];
  /** What phrases can end in, as entry numbers: the names of unions, of parties. */
  readonly sets: readonly { readonly name: string; readonly code: number; readonly phrases: readonly string[] }[];
  /** Ends, and beginnings, of words that make a term of nearly any word: a space between. */
  readonly heads: readonly AffixGroup[];
  readonly stems: readonly AffixGroup[];
}
