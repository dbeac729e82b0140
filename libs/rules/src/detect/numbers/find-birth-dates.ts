import type { Candidate } from '../detection.ts';
import { hardBreak } from '../folded-text.ts';
import { isLetterCode } from './character-kind.ts';
import { firstDateIn } from './written-dates.ts';

/** How far from the word that tells of a birth its date may stand. */
const reachAfter = 48;
const reachBefore = 24;

/** The first three letters of every word of birth, small, without marks, by the first. */
const beginnings: ReadonlyMap<number, readonly string[]> = new Map(
  ['a ald', 'b bor bir bur', 'd dob d.o', 'f fød fod f. f:', 'g geb'].map((line) => {
    const [first = '', ...starts] = line.split(' ');
    return [first.charCodeAt(0), starts] as const;
  }),
);

const mayBegin = (text: string, index: number): boolean => {
  const starts = beginnings.get(text.charCodeAt(index) | 32);
  if (starts === undefined || isLetterCode(text.charCodeAt(index - 1))) return false;
  const word = text.slice(index, index + 3).toLowerCase();
  return starts.some((start) => word.startsWith(start));
};

/** One cheap look at the whole text: without such a word there is no date of birth. */
const mayTellOfBirth = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    const first = text.charCodeAt(index) | 32;
    if (first >= 97 && first <= 103 && mayBegin(text, index)) return true;
  }
  return false;
};

/** Words that tell of a birth, in small letters, and what may stand between them and the date. */
const birthWords =
  /(?<![a-zæøå])(?:f[øo]d[td]e?(?![a-zæøå])|f(?:\.|:)\s{0,2}(?=[0-9])|f[øo]dsels?-?(?:dato|dag|år)[a-zæøå]{0,4}|(?:ge)?bursdag[a-zæøå]{0,4}|alder(?=\s{0,2}[:(])|born(?![a-z])|birth ?(?:date|day)|date of birth|d\.?o\.?b(?![a-z]))/g;

/** A rule for many, no date of one person: «født før 1. januar 1960». */
const generalWords =
  /(?<![a-zæøå])(?:før|etter|mellom|fra|frå|innen|innan|til og med|senest|seinast|frist[a-zæøå]{0,3}|before|after|between|from|since|until)(?![a-zæøå])/;

/** A sentence that ends and another that begins. */
const newSentence = /[.!?]\s+\p{Lu}/u;

/** A date after the word, or, where there is none, right before it: «12. mai 1984 (født)». */
const dateNear = (
  original: string,
  text: string,
  wordAt: number,
  wordEnd: number,
): { readonly from: number; readonly to: number } | undefined => {
  const after = text.slice(wordEnd, wordEnd + reachAfter);
  const later = firstDateIn(after);
  if (later !== undefined) {
    const between = after.slice(0, later.at);
    if (generalWords.test(between) || between.includes(hardBreak)) return undefined;
    if (newSentence.test(original.slice(wordEnd, wordEnd + later.at))) return undefined;
    return { from: wordEnd + later.at, to: wordEnd + later.at + later.length };
  }
  const start = Math.max(0, wordAt - reachBefore);
  const earlier = firstDateIn(text.slice(start, wordAt));
  if (earlier === undefined || text.slice(start + earlier.at, wordAt).includes(hardBreak)) return undefined;
  return { from: start + earlier.at, to: start + earlier.at + earlier.length };
};

/** The text in small letters, each where it stood; as it is where some letter would change its length. */
const inSmallLetters = (text: string): string => {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
};

/** Full dates beside a word that tells of a birth. A date by itself is normal in a notification. */
export const findBirthDates = (text: string): readonly Candidate[] => {
  if (!mayTellOfBirth(text)) return [];
  const small = inSmallLetters(text);
  const found: Candidate[] = [];
  let end = 0;
  for (const match of small.matchAll(birthWords)) {
    const date = dateNear(text, small, match.index, match.index + match[0].length);
    if (date === undefined || date.from < end) continue;
    found.push({ kind: 'BIRTH_DATE', ...date, confidence: 'high', category: null });
    end = date.to;
  }
  return found;
};
