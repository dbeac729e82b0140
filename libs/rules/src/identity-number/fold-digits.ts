import type { FieldForm } from '../field-table.ts';
import { droppedImage, imageOf } from './character-image.ts';
import { readEntity, readPercent } from './escapes.ts';

/** A text as the search for digits sees it: ASCII codes, each with the half-open span of the original it came from. */
export interface FoldedText {
  readonly codes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A character written in another way, and how many UTF-16 units that took. */
export interface EscapedCharacter {
  readonly codePoint: number;
  readonly length: number;
}

const plainCharacter = (value: string, index: number): EscapedCharacter => {
  const codePoint = value.codePointAt(index) ?? 0;
  return { codePoint, length: codePoint > 0xffff ? 2 : 1 };
};

const characterAt = (value: string, index: number, form: FieldForm): EscapedCharacter => {
  const code = value.charCodeAt(index);
  if (code === 38 && form !== 'TEXT') return readEntity(value, index) ?? plainCharacter(value, index);
  if (form === 'LINK') {
    if (code === 37) return readPercent(value, index) ?? plainCharacter(value, index);
    if (code === 43) return { codePoint: 32, length: 1 };
  }
  return plainCharacter(value, index);
};

/** Folds a text once: escapes decoded as its form says, digits of every script to 0–9, invisible characters dropped. */
export const foldDigits = (value: string, form: FieldForm): FoldedText => {
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  while (index < value.length) {
    const { codePoint, length } = characterAt(value, index, form);
    const image = imageOf(codePoint);
    if (image !== droppedImage) {
      codes.push(image);
      starts.push(index);
      ends.push(index + length);
    }
    index += length;
  }
  return { codes, starts, ends };
};
