import type { Candidate } from '../detection.ts';
import { hardBreak, maskSign } from '../folded-text.ts';
import { firstDateIn, lastDateIn } from './written-dates.ts';

/** How far from the word that tells of a birth its date may stand. */
const reachAfter = 48;
const reachBefore = 24;

const lowerB = 98;
const lowerD = 100;
const lowerR = 114;

/** True where the letters that follow an f are those of født, fodt, f. and f: in any case. */
const followsF = (second: number, third: number): boolean =>
  second === 46 || second === 58 || (((second | 32) === 0xf8 || (second | 32) === 111) && (third | 32) === lowerD);

/** True where the letters that follow a b are those of born, birth and bursdag. */
const followsB = (second: number, third: number): boolean =>
  (third | 32) === lowerR && ((second | 32) === 111 || (second | 32) === 105 || (second | 32) === 117);

/** The pairs of letters with which words of birth begin. */
export const birthWordPairs = 'al bo bi bu d. do fø fo f. f: ge';

/** A cheap look at three letters: false where no word of birth begins at `index`. */
export const mayBeginBirthWord = (text: string, index: number): boolean => {
  const second = text.charCodeAt(index + 1);
  const third = text.charCodeAt(index + 2);
  switch (text.charCodeAt(index) | 32) {
    case 97:
      return (second | 32) === 108 && (third | 32) === lowerD;
    case lowerB:
      return followsB(second, third);
    case lowerD:
      return second === 46 || ((second | 32) === 111 && (third | 32) === lowerB);
    case 102:
      return followsF(second, third);
    case 103:
      return (second | 32) === 101 && (third | 32) === lowerB;
    default:
      return false;
  }
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
  return !between.includes(hardBreak) && !between.includes(maskSign) && !newSentence.test(between);
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
  if (date === undefined || text.slice(wordEnd, wordEnd + reachAfter).includes(maskSign)) return undefined;
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
