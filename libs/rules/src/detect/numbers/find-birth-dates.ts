import type { Candidate } from '../detection.ts';
import { hardBreak, maskCharacter } from '../folded-text.ts';
import { isLetterCode } from './character-kind.ts';
import { firstDateIn, lastDateIn } from './written-dates.ts';

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

interface Range {
  readonly from: number;
  readonly to: number;
}

/** True where nothing parts a word from its date: no break, no other find, no end of a sentence. */
const areTogether = (original: string, from: number, to: number): boolean => {
  const between = original.slice(from, to);
  return !between.includes(hardBreak) && !between.includes(maskCharacter) && !newSentence.test(between);
};

const dateAfter = (original: string, text: string, wordEnd: number): Range | undefined => {
  const date = firstDateIn(text.slice(wordEnd, wordEnd + reachAfter));
  if (date === undefined) return undefined;
  const from = wordEnd + date.at;
  const isOnePersons = areTogether(original, wordEnd, from) && !generalWords.test(text.slice(wordEnd, from));
  return isOnePersons ? { from, to: from + date.length } : undefined;
};

/** «12. mai 1984 (født)», where no date follows. */
const dateBefore = (original: string, text: string, wordAt: number, wordEnd: number): Range | undefined => {
  const start = Math.max(0, wordAt - reachBefore);
  const date = lastDateIn(text.slice(start, wordAt));
  if (date === undefined || text.slice(wordEnd, wordEnd + reachAfter).includes(maskCharacter)) return undefined;
  const to = start + date.at + date.length;
  return areTogether(original, to, wordAt + 1) ? { from: start + date.at, to } : undefined;
};

/** «født 12.05.1984 og 13.06.1986» */
const dateBeside = (text: string, end: number): Range | undefined => {
  const date = firstDateIn(text.slice(end, end + reachBefore));
  if (date === undefined || !/^(?:,|\s?[/&+]| og| and)\s?$/.test(text.slice(end, end + date.at))) return undefined;
  return { from: end + date.at, to: end + date.at + date.length };
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
    const wordEnd = match.index + match[0].length;
    const date = dateAfter(text, small, wordEnd) ?? dateBefore(text, small, match.index, wordEnd);
    if (date === undefined || date.from < end) continue;
    for (let next: Range | undefined = date; next !== undefined; next = dateBeside(small, end)) {
      found.push({ kind: 'BIRTH_DATE', ...next, confidence: 'high', category: null });
      end = next.to;
    }
  }
  return found;
};
