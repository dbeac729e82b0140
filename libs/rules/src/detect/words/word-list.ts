/** A list as its generated module holds it: words in small letters with a space between, and an entry number for each, or none. */
export interface WordList {
  readonly words: string;
  readonly entries: readonly number[];
  /** SHA-256 over the words and entries, in hex. */
  readonly hash: string;
}

/** How a list's words are met in a text: as whole words, or as the end of a longer word. */
export type WordListForm = 'word' | 'ending';

/** A list, what its words are, and how they are met. */
export interface ListedWords {
  readonly list: WordList;
  readonly classes: number;
  readonly form: WordListForm;
}
