import { expect, test } from '@jest/globals';
import { imageOf } from './character-image.ts';

const everyCodePoint = function* (): Generator<number> {
  for (let codePoint = 0; codePoint <= 0x1ffff; codePoint += 1) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) yield codePoint;
  }
};

const wrongOnes = (isWrong: (codePoint: number, character: string) => boolean): readonly string[] =>
  [...everyCodePoint()]
    .filter((codePoint) => isWrong(codePoint, String.fromCodePoint(codePoint)))
    .map((codePoint) => codePoint.toString(16));

test('every decimal digit of Unicode becomes the digit it is', () => {
  const wrong = wrongOnes((codePoint, character) => {
    if (codePoint < 128) return false;
    const normalised = character.normalize('NFKC');
    if (!/\p{Nd}/u.test(character) && !/^[0-9]$/.test(normalised)) return false;
    return !/^[0-9]$/.test(imageOf(codePoint) ?? '');
  });
  expect(wrong).toEqual([]);
});

test('nothing becomes a digit that Unicode does not know as a number', () => {
  const wrong = wrongOnes(
    (codePoint, character) => /[0-9]/.test(imageOf(codePoint) ?? '') && !/[\p{N}\p{So}]/u.test(character),
  );
  expect(wrong).toEqual([]);
});

test('marks, formats and what is ignorable leave no trace, spaces and dashes become one', () => {
  const wrong = wrongOnes((codePoint, character) => {
    if (codePoint < 128) return false;
    const image = imageOf(codePoint);
    if (/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character)) return image !== '';
    if (/\p{Zs}/u.test(character)) return image !== ' ';
    return /\p{Pd}/u.test(character) && image !== '-';
  });
  expect(wrong).toEqual([]);
});

test('letters are never dropped, and those of Norwegian stay as they are', () => {
  expect(
    wrongOnes(
      (codePoint, character) => /\p{L}/u.test(character) && !/\p{DI}/u.test(character) && imageOf(codePoint) === '',
    ),
  ).toEqual([]);
  for (const letter of 'æøåÆØÅaZéüôÄö') expect(imageOf(letter.codePointAt(0) ?? 0)).toBeUndefined();
});

test('full-width and other dressed-up Latin letters become the letter they are', () => {
  const wrong = wrongOnes((codePoint, character) => {
    const normalised = character.normalize('NFKC');
    return codePoint > 0x180 && /^[A-Za-z0-9]+$/.test(normalised) && imageOf(codePoint) !== normalised;
  });
  expect(wrong).toEqual([]);
});
