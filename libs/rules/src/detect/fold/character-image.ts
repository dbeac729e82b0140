import { maskCharacter, maskSign } from '../folded-text.ts';
import { circledNumberOf, decimalDigitOf } from './digit-scripts.ts';

const invisible = /^[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const spaces = /^\p{Zs}$/u;
const dashes = /^\p{Pd}$/u;

/** Signs that look like a dash, a dot or a line end without being of that category. */
const lookAlikes: ReadonlyMap<number, string> = new Map([
  [0x00b7, '.'],
  [0x02d7, '-'],
  [0x2024, '.'],
  [0x2027, '.'],
  [0x2028, '\n'],
  [0x2029, '\n'],
  [0x2043, '-'],
  [0x2212, '-'],
  [0x2219, '.'],
  [0x22c5, '.'],
  [0x2796, '-'],
  [maskCharacter.charCodeAt(0), maskSign],
  [0x3002, '.'],
  [0x30fb, '.'],
  [0xff61, '.'],
]);

const ellipsis = 0x2026;
const fractionSlash = '\u2044';

/** Marks, joiners and selectors met often enough to be known without a table: nothing of them is seen by itself. */
const isKnownInvisible = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xe0000 && code <= 0xe0fff);

/** Letters and pictures that have no other image: Greek, Cyrillic, Han, Hangul, emoji, halves of pairs. */
const isKnownOther = (code: number): boolean =>
  (code >= 0x370 && code <= 0x482) ||
  (code >= 0x48a && code <= 0x588) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0xac00 && code <= 0xdfff) ||
  (code >= 0x1f300 && code <= 0x1faff);

/** The compatibility image where it is plain Latin: full-width and mathematical letters, ligatures, circled and raised digits. */
const compatibilityImage = (character: string): string | undefined => {
  const image = character.normalize('NFKC');
  if (image === character || image.includes(fractionSlash)) return undefined;
  for (let index = 0; index < image.length; index += 1) if (image.charCodeAt(index) > 0x17f) return undefined;
  return image;
};

const controlImage = (code: number): string | undefined => {
  if (code === 0xa0) return ' ';
  if (code === 0xad || code < 32 || (code >= 127 && code < 0xa0)) return code >= 9 && code <= 13 ? undefined : '';
  return undefined;
};

const latinImage = (code: number): string | undefined => {
  const control = controlImage(code);
  if (control !== undefined || code < 0xa0) return control;
  if (code === 0xb2 || code === 0xb3) return code === 0xb2 ? '2' : '3';
  if (code === 0xb9) return '1';
  if (code === 0xaa || code === 0xba) return code === 0xaa ? 'a' : 'o';
  return lookAlikes.get(code);
};

const rareImage = (codePoint: number): string | undefined => {
  const digit = decimalDigitOf(codePoint);
  if (digit >= 0) return String(digit);
  const known = lookAlikes.get(codePoint) ?? circledNumberOf(codePoint);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(codePoint);
  if (invisible.test(character)) return '';
  if (spaces.test(character)) return ' ';
  if (dashes.test(character)) return '-';
  return compatibilityImage(character);
};

/**
 * What a code point becomes in a folded text: digits of every kind 0–9, any space a space, any dash `-`, any middle dot `.`, letters
 * in disguise themselves; the empty text for what leaves no trace; undefined where it stays as it is, as æøå do.
 */
export const imageOf = (codePoint: number): string | undefined => {
  if (codePoint < 0x100) return latinImage(codePoint);
  if (codePoint < 0x17f || codePoint === ellipsis) return undefined;
  if (codePoint >= 0x2010 && codePoint <= 0x2015) return '-';
  if (isKnownInvisible(codePoint)) return '';
  if (codePoint >= 0xff01 && codePoint <= 0xff5e) return String.fromCharCode(codePoint - 0xfee0);
  return isKnownOther(codePoint) ? undefined : rareImage(codePoint);
};

const isLatinLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x100);

/** The letter that a Latin letter and the combining mark after it are together, such as å; 0 where there is none. */
export const composedLetter = (letterCode: number, markCode: number): number => {
  if (!isLatinLetter(letterCode) || markCode < 0x300 || markCode > 0x36f) return 0;
  const composed = String.fromCharCode(letterCode, markCode).normalize('NFC');
  const code = composed.charCodeAt(0);
  return composed.length === 1 && code < 0x180 ? code : 0;
};
