import type { Candidate } from '../detect/detection.ts';
import type { FoldedText } from '../detect/folded-text.ts';
import { findLinks } from '../detect/links/find-links.ts';
import { findNumbers } from '../detect/numbers/find-numbers.ts';
import { readSigns } from '../detect/text-signs.ts';
import { createLexicon } from '../detect/words/lexicon.ts';
import { scanWords } from '../detect/words/scan-words.ts';

/** Words without lists: enough for finders that need no lists. */
const noLists = createLexicon([]);

/** The numbers of a folded text, by themselves. */
export const numbersOf = (folded: FoldedText): readonly Candidate[] => {
  const scan = scanWords(folded, noLists);
  return findNumbers(scan, readSigns(scan));
};

/** The links of a folded text, by themselves. */
export const linksOf = (folded: FoldedText): readonly Candidate[] =>
  findLinks(folded, readSigns(scanWords(folded, noLists)));
