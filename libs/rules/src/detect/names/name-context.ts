import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { endingOf, type NameRun } from './name-run.ts';

/** A scan and the lexicon it was made with. */
type Place = Pick<NameRun, 'scan' | 'lexicon'>;

const maxAgeDigits = 2;
const greetingGaps = tokenGap.space | tokenGap.comma | tokenGap.newline;
const dotSpace = tokenGap.dot | tokenGap.space;

const classesBefore = (scan: WordScan, token: number): number => {
  const gap = scan.gap[token] ?? 0;
  return token > 0 && (gap === tokenGap.space || gap === dotSpace) ? (scan.classes[token - 1] ?? 0) : 0;
};

/** A title, an occupation or a relation right before: statsminister Solberg, landslagstrener Hansen, dr. Berg. */
export const followsTitle = ({ scan, lexicon }: Place, token: number): boolean => {
  if (token === 0 || (classesBefore(scan, token) & wordClass.title) !== 0) return token > 0;
  return scan.gap[token] === tokenGap.space && (endingOf(scan, lexicon, token - 1) & wordClass.title) !== 0;
};

/** Hei, Kjære, Hilsen right before, on the line above too. */
export const followsGreeting = (scan: WordScan, token: number): boolean =>
  token > 0 &&
  ((scan.gap[token] ?? 0) & ~greetingGaps) === 0 &&
  ((scan.classes[token - 1] ?? 0) & wordClass.greeting) !== 0;

/** sier Solberg; Solberg sier. */
export const isWhoSays = (scan: WordScan, from: number, to: number): boolean =>
  (classesBefore(scan, from) & wordClass.sayingVerb) !== 0 ||
  (scan.gap[to] === tokenGap.space &&
    to < scan.count &&
    scan.shape[to] === tokenShape.small &&
    ((scan.classes[to] ?? 0) & wordClass.sayingVerb) !== 0);

/** An age behind: Kari Hansen (45). */
export const hasAge = ({ text, count, shape, gap, from, to }: WordScan, token: number): boolean => {
  if (token >= count || shape[token] !== tokenShape.number || gap[token] !== (tokenGap.space | tokenGap.other))
    return false;
  const start = from[token] ?? 0;
  const end = to[token] ?? 0;
  return end - start <= maxAgeDigits && text[start - 1] === '(' && text[end] === ')';
};

/** A small word behind that makes a street, a house, a prize of the name: Karl Johans gate. */
export const precedesEnder = ({ scan, lexicon }: Place, token: number): boolean => {
  if (token >= scan.count || scan.gap[token] !== tokenGap.space || scan.shape[token] !== tokenShape.small) return false;
  return (((scan.classes[token] ?? 0) | endingOf(scan, lexicon, token)) & wordClass.nameEnder) !== 0;
};

/** Solberg-regjeringen: a name as the first half of another word. */
export const isHalfOfWord = ({ count, gap, shape }: WordScan, token: number): boolean =>
  token < count && gap[token] === tokenGap.hyphen && shape[token] === tokenShape.small;

/** Møller & Co, Tveit & Sønn. */
export const isCompanyPair = ({ text, to }: WordScan, lastToken: number): boolean => {
  const end = to[lastToken] ?? 0;
  return text[end] === '&' || (text[end] === ' ' && text[end + 1] === '&');
};

const placeWords = new Set(['i', 'på', 'ved', 'langs', 'nær', 'utenfor', 'utanfor']);

const wayWords = new Set(['fra', 'frå', 'til', 'mot', 'mellom', 'over', 'gjennom', 'rundt']);

const wordBefore = ({ text, gap, shape, from, to }: WordScan, token: number): string =>
  token > 0 && gap[token] === tokenGap.space && shape[token - 1] === tokenShape.small
    ? text.slice(from[token - 1], to[token - 1])
    : '';

const labelWords = new Set(
  'knapp knappen meny menyen menyvalg menyvalget kommando kommandoen fane fanen fana felt feltet ikon ikonet rute ruta ruten rubrikk rubrikken rubrikkene kapittel kapittelet kapitlene punkt punktet'.split(
    ' ',
  ),
);

/** A word before that what stands on a screen or over a chapter follows: knappen Endre. */
export const followsLabelWord = (scan: WordScan, token: number): boolean => labelWords.has(wordBefore(scan, token));

/** A word before that a place follows as often as a person: fra Vimmerby. */
export const followsWay = (scan: WordScan, token: number): boolean => wayWords.has(wordBefore(scan, token));

/** A word before that rather a place follows: i Moen. */
export const followsPlaceWord = (scan: WordScan, token: number): boolean => placeWords.has(wordBefore(scan, token));

/** 4 May, Golf 4: a date or a product. */
export const isBesideNumber = ({ count, gap, shape }: WordScan, from: number, to: number): boolean =>
  (from > 0 && gap[from] === tokenGap.space && shape[from - 1] === tokenShape.number) ||
  (to < count && gap[to] === tokenGap.space && shape[to] === tokenShape.number);
