import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findExcess, findInvalidCharacter, isBlank } from './text-shape.ts';

describe('characters of a field', () => {
  test.each([
    ['NUL', 'ab\u0000', 2],
    ['a bell', '\u0007a', 0],
    ['DEL', 'a\u007f', 1],
    ['a C1 control', 'æ\u0085', 1],
    ['the replacement character', 'S\ufffdk', 1],
    ['a noncharacter', 'a\uffff', 1],
    ['a high surrogate alone', 'a\ud83dx', 1],
    ['a high surrogate at the end', 'ab\ud83d', 2],
    ['a low surrogate alone', '\ude00a', 0],
    ['two high surrogates', '\ud83d\ud83d\ude00', 0],
  ])('are refused where they hold %s', (_, text, at) => {
    expect(findInvalidCharacter(text, 'TEXT')).toEqual({ start: at, end: at + 1 });
  });

  test('are fine where they are letters, emoji, or lines and tabs of a text', () => {
    expect(findInvalidCharacter('Blåbærsyltetøy – «ja» 👍🏽 e\u0301\u00ad', 'TEXT')).toBeUndefined();
    expect(findInvalidCharacter('én\r\nto\ttre', 'HTML')).toBeUndefined();
  });

  test('may not be lines and tabs in links and ids', () => {
    expect(findInvalidCharacter('a\nb', 'LINK')).toEqual({ start: 1, end: 2 });
    expect(findInvalidCharacter('a\tb', 'ID')).toEqual({ start: 1, end: 2 });
  });

  test('are fine exactly where the text is well-formed and has no control or replacement character', () => {
    const anyText = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\ud800', '\udc00')),
    });
    fc.assert(
      fc.property(anyText, (text) => {
        const isGood = text.isWellFormed() && !/[\p{Cc}\ufffd-\uffff]/u.test(text);
        expect(findInvalidCharacter(text, 'ID') === undefined).toBe(isGood);
      }),
    );
  });
});

describe('length of a field', () => {
  test('is counted in code points, so that an emoji is one character', () => {
    expect(findExcess('👍'.repeat(10), 10)).toBeUndefined();
    expect(findExcess('👍'.repeat(11), 10)).toEqual({ start: 20, end: 22 });
    expect(findExcess('a'.repeat(140), 140)).toBeUndefined();
    expect(findExcess('a'.repeat(141), 140)).toEqual({ start: 140, end: 141 });
  });
});

describe('a blank text', () => {
  test.each(['', ' ', '\n\t', '\u00a0\u2003', '\u200b\u2060\ufeff', '\u00ad', '\u3164'])(
    'is one that shows nothing: %j',
    (text) => {
      expect(isBlank(text)).toBe(true);
    },
  );

  test.each(['a', ' a ', '.', '\u200ba', 'æ', '👍'])('is not one that shows something: %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});
