import type { ListedWords, WordList } from '../words/word-list.ts';
import { addressClass } from './address-class.ts';
import type { AddressData } from './address-data.ts';

/** The lists of the addresses as the lexicon takes them: each with the class that its words get. */
export const addressLists = ({ lists }: AddressData): readonly ListedWords[] => {
  const listed = (list: WordList, classes: number): ListedWords => ({ list, classes, form: 'word' });
  return [
    listed(lists.own, addressClass.own),
    listed(lists.before, addressClass.before),
    listed(lists.unit, addressClass.unit),
    listed(lists.lives, addressClass.lives),
    listed(lists.property, addressClass.property),
    listed(lists.box, addressClass.box),
  ];
};
