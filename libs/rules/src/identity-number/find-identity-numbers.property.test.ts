import { describe, expect, test } from '@jest/globals';
import * as oracle from '@navikt/fnrvalidator';
import fc from 'fast-check';
import type { FieldForm } from '../field-table.ts';
import { publishedNumbers } from '../testing/published-numbers.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';
import { droppedImage, imageOf } from './character-image.ts';
import { findIdentityNumbers } from './find-identity-numbers.ts';

const digits = fc.stringMatching(/^[0-9]{11}$/);
const someNumber = fc.constantFrom(...publishedNumbers['tenor-synthetic']);
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('\ud800', '\udfff', '1', '9', ' ', '-', '&#48;', '%31'),
  ),
});
const form = fc.constantFrom<FieldForm>('TEXT', 'HTML', 'LINK', 'ID');

const oracleKinds: readonly unknown[] = ['birth-number', 'd-number', 'h-number', 'tenor-synthetic'];

/** A well-known small generator, so that a run with a million numbers is the same every time. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const splitsPair = (text: string, index: number): boolean => {
  const [before, after] = [text.charCodeAt(index - 1), text.charCodeAt(index)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
};

describe('the search for identity numbers', () => {
  test('says the same as Nav’s own validator on every kind that it knows', () => {
    const random = createRandom(7);
    let agreed = 0;
    for (let index = 0; index < 300_000; index += 1) {
      const text = String(Math.floor(random() * 1e11)).padStart(11, '0');
      const isKnown = oracleKinds.includes(classifyIdentityNumber(text));
      if (isKnown === (oracle.idnr(text).status === 'valid')) agreed += 1;
    }
    expect(agreed).toBe(300_000);
  });

  test('takes at most 0.9 % of a million random strings of eleven digits for one', () => {
    const random = createRandom(42);
    let hits = 0;
    for (let index = 0; index < 1_000_000; index += 1) {
      const text = String(Math.floor(random() * 1e11)).padStart(11, '0');
      hits += findIdentityNumbers(text, 'TEXT').length;
    }
    expect(hits / 1_000_000).toBeLessThanOrEqual(0.009);
    expect(hits).toBeGreaterThan(5_000);
  });

  test('never throws, and gives spans inside the text, in order, without overlap, never through a surrogate pair', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, someNumber, digits), { maxLength: 6 }), form, (parts, fieldForm) => {
        const text = parts.join('');
        let previousEnd = 0;
        for (const { start, end } of findIdentityNumbers(text, fieldForm)) {
          expect(start).toBeGreaterThanOrEqual(previousEnd);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false);
          previousEnd = end;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('finds a number between any two texts that do not end or start on a character that belongs to numbers', () => {
    fc.assert(
      fc.property(anyText, anyText, someNumber, form, (before, after, number, fieldForm) => {
        const text = `${before}§${number}§${after}`;
        const spans = findIdentityNumbers(text, fieldForm).map(({ start, end }) => text.slice(start, end));
        expect(spans).toContain(number);
      }),
      { numRuns: 1_000 },
    );
  });

  test('finds nothing more once what it found is masked', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, someNumber), { maxLength: 6 }), form, (parts, fieldForm) => {
        const text = parts.join(' ');
        let masked = text;
        for (const { start, end } of findIdentityNumbers(text, fieldForm)) {
          masked = masked.slice(0, start) + '*'.repeat(end - start) + masked.slice(end);
        }
        expect(findIdentityNumbers(masked, fieldForm)).toEqual([]);
      }),
    );
  });
});

describe('the image of a character', () => {
  test('is its digit for every decimal digit of Unicode, and a digit for nothing that Unicode does not call one', () => {
    const wrong: number[] = [];
    for (let codePoint = 128; codePoint <= 0x1ffff; codePoint += 1) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      const character = String.fromCodePoint(codePoint);
      const image = imageOf(codePoint);
      const isDigit = image >= 48 && image <= 57;
      const shouldBe = /\p{Nd}/u.test(character) || /^[0-9]$/.test(character.normalize('NFKC'));
      if (isDigit !== shouldBe) wrong.push(codePoint);
    }
    expect(wrong).toEqual([]);
  });

  test('never changes æ, ø, å and never drops a letter', () => {
    for (const character of 'æøåÆØÅaZéü') expect(imageOf(character.codePointAt(0) ?? 0)).not.toBe(droppedImage);
  });
});
