import type { ListedWords, WordList } from '../words/word-list.ts';
import { termClass } from './term-class.ts';
import type { TermData } from './term-data.ts';

/** The lists of the sensitive terms as the lexicon takes them: each with the class that its words get. */
export const termLists = ({ lists }: TermData): readonly ListedWords[] => {
  const listed = (list: WordList, classes: number): ListedWords => ({ list, classes, form: 'word' });
  return [
    listed(lists.terms, termClass.term),
    listed(lists.phraseStarts, termClass.phraseStart),
    listed(lists.phraseWords, termClass.phraseWord),
    listed(lists.notTerms, termClass.notTerm),
    listed(lists.specific, termClass.specific),
    listed(lists.loose, termClass.loose),
    listed(lists.clinical, termClass.clinical),
    listed(lists.generic, termClass.generic),
    listed(lists.conditional, termClass.conditional),
  ];
};
