import type { WordList } from '../words/word-list.ts';

/** Sets of whole words in small letters; what each is for stands in data/addresses/road-words.txt. */
export type RoadWordSet =
  | 'vetoes'
  | 'notNames'
  | 'abbreviated'
  | 'english'
  | 'particles'
  | 'leadIns'
  | 'determiners'
  | 'weakOwn'
  | 'coreOwn'
  | 'directions';

/** What the generated module holds: road words and postal codes. */
export interface AddressData {
  readonly lists: {
    readonly own: WordList;
    readonly before: WordList;
    readonly unit: WordList;
    readonly lives: WordList;
    readonly property: WordList;
    readonly box: WordList;
  };
  /** Ends of road names, a space between. */
  readonly core: string;
  readonly strong: string;
  readonly weak: string;
  readonly sets: Readonly<Record<RoadWordSet, string>>;
  readonly postalCodes: {
    /** Names of places and municipalities in capitals, `|` between. */
    readonly names: string;
    readonly codes: readonly number[];
    /** By code its place and its municipality, as places in `names`. */
    readonly places: readonly number[];
    readonly municipalities: readonly number[];
    /** By code 1 where it serves boxes only. */
    readonly boxes: string;
  };
}
