import { describe, expect, test } from '@jest/globals';
import type { FieldForm } from '../../field-table.ts';
import { spanOf } from '../folded-text.ts';
import { foldText } from './fold-text.ts';

const folded = (value: string, form: FieldForm = 'TEXT'): string => foldText(value, form).text;

describe('folding a text', () => {
  test.each([
    ['full-width letters and digits', 'ＫＯＮＴＯ １２', 'KONTO 12'],
    ['mathematical letters and digits', '𝐍𝐚𝐯 𝟭𝟳', 'Nav 17'],
    ['circled digits, white, black and double', '①⓪❾➁⓵⓿🄋', '109' + '2' + '100'],
    ['raised and lowered digits', '¹²³⁴₅', '12345'],
    ['ligatures and the sign for number', 'ﬁ № ℡', 'fi No TEL'],
    ['digits of other scripts', '٣४௯', '349'],
    ['dashes of every kind', 'a\u2010b\u2013c\u2014d\u2212e\uff0df', 'a-b-c-d-e-f'],
    ['spaces of every kind', 'a\u00a0b\u2009c\u3000d\u202fe', 'a b c d e'],
    ['dots of every kind', '1\u00b72\u20243\uff0e4', '1.2.3.4'],
    ['characters that are not seen', '1\u200b2\u00ad3\u20604\ufeff5\u202e6\u{e0031}7\u0000', '1234567'],
    ['key-cap emoji', '1\ufe0f\u20e37\ufe0f\u20e3', '17'],
    ['marks on digits', '1\u03363\u0336', '13'],
    ['lines between paragraphs', 'a\u2028b', 'a\nb'],
  ])('makes one of %s', (_, value, image) => {
    expect(folded(value)).toBe(image);
  });

  test('joins a mark to its letter before other marks are dropped', () => {
    expect(folded('a\u030a A\u030a e\u0301 o\u0308 a\u0323\u030a')).toBe('å Å é ö å');
    expect(folded('x\u030a q\u0301')).toBe('x q');
  });

  test('never touches æ, ø, å, other scripts, emoji, quotes and line ends', () => {
    const value = 'Æøå ÆØÅ «é» “ja” … Привет 漢字 👍🏽\r\n\tŁódź 50 % & 3';
    expect(foldText(value, 'TEXT')).toEqual({ text: value.replace('🏽', '🏽'), map: null });
  });

  test('gives no map where every unit stays in its place', () => {
    expect(foldText('12\u00a034 – 56', 'TEXT')).toEqual({ text: '12 34 - 56', map: null });
  });

  test('maps back to whole characters of the original', () => {
    const value = 'x\u200b𝟭ﬁ\u00ad7';
    const text = foldText(value, 'TEXT');
    expect(text.text).toBe('x1fi7');
    const places = [...text.text].map((_, index) => spanOf(text, index, index + 1));
    expect(places.map(({ start, end }) => value.slice(start, end))).toEqual(['x', '𝟭', 'ﬁ', 'ﬁ', '7']);
  });

  test.each(['\ud83d', '\udc00\ud800', '\ud800\u030a', '\u030a', '\0', '%', '&', '&#', '%E', '%EF%BC'])(
    'takes %j as it comes',
    (value) => {
      for (const form of ['TEXT', 'HTML', 'LINK', 'ID'] as const) expect(() => foldText(value, form)).not.toThrow();
    },
  );
});

describe('escapes', () => {
  test('of links are decoded, however often they were encoded', () => {
    expect(folded('%31%37+%2d%C3%A5%EF%BC%91', 'LINK')).toBe('17+-å1');
    expect(folded('%2531%252537', 'LINK')).toBe('17');
    expect(folded('%zz%e6%c0%b1%ed%a0%80%f5x%', 'LINK')).toBe('%zz%e6%c0%b1%ed%a0%80%f5x%');
  });

  test('that hide a digit are decoded in every text, percentages are not', () => {
    expect(folded('https://nav.no/%31%37')).toBe('https://nav.no/17');
    expect(folded('100%30 50 %31 %2d')).toBe('100%30 50 1 %2d');
  });

  test.each([
    ['&#49;&#x37;&#0000000000000000000000057;', '179'],
    ['&#49&#55', '17'],
    ['&aring;&AElig;&oslash;&Oslash;&eacute;', 'åÆøØé'],
    ['1&nbsp;2&ensp;3&NewLine;4&Tab;5', '1 2 3\n4\t5'],
    ['1&shy;2&zwnj;3&ZeroWidthSpace;4&NoBreak;5', '12345'],
    ['1&ndash;2&minus;3&hyphen;4&period;5&sol;6', '1-2-3-4.5/6'],
    ['1&nbsp48022', '1 48022'],
    ['&lt;b&gt; &amp;amp;', '<b> &amp;'],
    ['&Nopf;&ascr;&vfr;', 'Nav'],
    ['a&#778;', 'å'],
    ['&unknown; &#xffffffff; &#; & &a', '&unknown; &#xffffffff; &#; & &a'],
  ])('of HTML are decoded: %s', (value, image) => {
    expect(folded(value, 'HTML')).toBe(image);
  });

  test('of HTML are left alone elsewhere, but for those that hide a digit', () => {
    for (const form of ['TEXT', 'LINK', 'ID'] as const) {
      expect(folded('&#65;&amp;&nbsp;&aring;&#', form)).toBe('&#65;&amp;&nbsp;&aring;&#');
      expect(folded('&#49;&#x37;', form)).toBe('17');
    }
  });
});
