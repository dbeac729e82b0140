import abbreviations from './generated/abbreviations.json' with { type: 'json' };
import { wordClass } from './word-class.ts';
import type { ListedWords } from './word-list.ts';

/** Every list of the lexicon: a generated module from data/, what its words are, and how they are met. */
export const wordLists: readonly ListedWords[] = [
  { list: abbreviations, classes: wordClass.abbreviation, form: 'word' },
];
