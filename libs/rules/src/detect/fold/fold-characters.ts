import { composedLetter, imageOf } from './character-image.ts';
import { readEntity } from './entities.ts';
import type { EscapedCharacter, EscapeKinds } from './escaped-character.ts';
import type { FoldWriter } from './fold-writer.ts';
import { readPercent } from './percent.ts';

const numberSign = 35;
const percentSign = 37;
const ampersand = 38;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Letters, digits and signs that never change, which nearly all characters are; `&` and `%` are left to the escapes. */
const isSteady = (code: number): boolean => {
  if (code < 127) return code >= 32 && code !== ampersand && code !== percentSign;
  return (code >= 0xbb && code < 0x17f) || (code >= 0xa1 && code < 0xaa);
};

/** True for a character that may become another one, escapes apart. */
const isOdd = (code: number): boolean => {
  if (code < 127) return code < 32 && (code < 9 || code > 13);
  return !((code >= 0x2018 && code <= 0x2022) || code === 0x2026 || code === 0x20ac);
};

/** True for %3X that hides a digit; after a digit of its own, as in 50%30, it is a percentage. */
const hidesDigit = (value: string, index: number, escapedEnd: number): boolean =>
  value.charCodeAt(index + 1) === 51 &&
  isDigit(value.charCodeAt(index + 2)) &&
  (index === escapedEnd || !isDigit(value.charCodeAt(index - 1)));

const isEscape = (value: string, index: number, escapes: EscapeKinds): boolean => {
  const code = value.charCodeAt(index);
  if (code === ampersand) return escapes.entities === 'all' || value.charCodeAt(index + 1) === numberSign;
  return code === percentSign && (escapes.percent === 'all' || hidesDigit(value, index, -1));
};

/** The first place in [from, to) where folding might change something; `to` where it cannot. */
export const firstOddPlace = (value: string, from: number, to: number, escapes: EscapeKinds): number => {
  for (let index = from; index < to; index += 1) {
    const code = value.charCodeAt(index);
    if (!isSteady(code) && (isOdd(code) || isEscape(value, index, escapes))) return index;
  }
  return to;
};

const readEscape = (
  value: string,
  index: number,
  escapes: EscapeKinds,
  escapedEnd: number,
): EscapedCharacter | undefined => {
  const code = value.charCodeAt(index);
  if (code === ampersand) {
    const entity = readEntity(value, index);
    return escapes.entities === 'all' || (entity !== undefined && isDigit(entity.codePoint)) ? entity : undefined;
  }
  if (code !== percentSign) return undefined;
  return escapes.percent === 'all' || hidesDigit(value, index, escapedEnd) ? readPercent(value, index) : undefined;
};

const plainCharacter = (value: string, index: number): EscapedCharacter => {
  const codePoint = value.codePointAt(index) ?? 0;
  return { codePoint, length: codePoint > 0xffff ? 2 : 1 };
};

/** Writes the letter before `index` with the marks from there on as one letter; gives the end of the marks, or `index` for none. */
const composeMarks = (writer: FoldWriter, value: string, index: number, first: EscapedCharacter): number => {
  let letter = value.charCodeAt(index - 1);
  let mark = first.codePoint;
  let at = index;
  let end = index + first.length;
  let isComposed = false;
  while (mark >= 0x300 && mark <= 0x36f) {
    const composed = composedLetter(letter, mark);
    if (composed > 0) {
      letter = composed;
      isComposed = true;
    }
    at = end;
    mark = value.charCodeAt(at);
    end = at + 1;
  }
  if (!isComposed) return index;
  writer.write(String.fromCharCode(letter), index - 1, at);
  return at;
};

/** Folds [from, to) of a text into the writer: escapes decoded, every character its image, marks joined to their letters. */
export const foldCharacters = (
  writer: FoldWriter,
  value: string,
  from: number,
  to: number,
  escapes: EscapeKinds,
): void => {
  let copied = from;
  let escapedEnd = -1;
  let index = firstOddPlace(value, from, to, escapes);
  while (index < to) {
    const escaped = readEscape(value, index, escapes, escapedEnd);
    const character = escaped ?? plainCharacter(value, index);
    const image = imageOf(character.codePoint) ?? (escaped && String.fromCodePoint(character.codePoint));
    let next = index + character.length;
    if (image === '' && copied < index && character.codePoint >= 0x300 && character.codePoint <= 0x36f) {
      writer.copy(copied, index - 1);
      const end = composeMarks(writer, value, index, character);
      if (end === index) writer.copy(index - 1, index);
      else next = end;
      copied = next;
    } else if (image !== undefined) {
      writer.copy(copied, index);
      writer.write(image, index, next);
      copied = next;
    }
    if (escaped !== undefined) escapedEnd = next;
    index = escapedEnd === next ? next : firstOddPlace(value, next, to, escapes);
  }
  writer.copy(copied, to);
};
