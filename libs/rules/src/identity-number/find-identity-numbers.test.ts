import { describe, expect, test } from '@jest/globals';
import type { FieldForm } from '../field-table.ts';
import { notIdentityNumbers, publishedNumbers } from '../testing/published-numbers.ts';
import { findIdentityNumbers } from './find-identity-numbers.ts';

const { 'fh-number': fhNumbers, ...exactKinds } = publishedNumbers;
const exactNumbers = Object.values(exactKinds).flat();
const number = '17912099997';

const found = (text: string, form: FieldForm = 'TEXT'): readonly string[] =>
  findIdentityNumbers(text, form).map(({ start, end }) => text.slice(start, end));

const grouped = (digits: string, lengths: readonly number[], separator: string): string => {
  let from = 0;
  return lengths
    .map((length) => {
      from += length;
      return digits.slice(from - length, from);
    })
    .join(separator);
};

describe('an identity number in a text', () => {
  test.each(exactNumbers)('is found wherever it stands: %s', (digits) => {
    expect(found(digits)).toEqual([digits]);
    expect(found(`Gjelder ${digits}.`)).toEqual([digits]);
    expect(found(`fnr:${digits}, takk`)).toEqual([digits]);
    expect(found(`id${digits}x`)).toEqual([digits]);
  });

  test.each([[[6, 5]], [[2, 2, 2, 5]], [[6, 3, 2]], [[2, 2, 2, 3, 2]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]])(
    'is found when printed in groups of %j',
    (lengths) => {
      for (const separator of [' ', '-', '.', ' - ', '\u00a0', '\u2013', '\u2009', '\n', '·']) {
        const print = grouped(number, lengths, separator);
        expect(found(`Om ${print} her`)).toEqual([print]);
      }
    },
  );

  test.each([
    ['Arabic-Indic digits', '\u0661\u0667\u0669\u0661\u0662\u0660\u0669\u0669\u0669\u0669\u0667'],
    ['full-width digits', '１７９１２０９９９９７'],
    ['mathematical digits of two units', '𝟭𝟳𝟵𝟭𝟮𝟬𝟵𝟵𝟵𝟵𝟳'],
    ['circled digits', '①⑦⑨①②⓪⑨⑨⑨⑨⑦'],
    ['superscript digits', '¹⁷⁹¹²⁰⁹⁹⁹⁹⁷'],
    ['zero-width characters between', '1\u200b7\u200c9\u200d1\u20602\ufeff0\u00ad99997'],
    ['key-cap emoji', '1\ufe0f\u20e37\ufe0f\u20e39\ufe0f\u20e312099997'],
    ['a soft hyphen between the groups', '179120\u00ad99997'],
    ['a no-break space and a figure dash', '179120\u00a0\u201299997'],
  ])('is found when written with %s', (_, text) => {
    const [span] = findIdentityNumbers(`Å ${text}!`, 'TEXT');
    expect(span?.start).toBe(2);
    expect([text.length + 2, text.trimEnd().length + 2]).toContain(span?.end);
  });

  test('is found behind HTML entities, in HTML and in links', () => {
    const text = '&#49;&#x37;9120&nbsp;9999&#55;';
    expect(found(`<p>${text}</p>`, 'HTML')).toEqual([text]);
    expect(found('<a title="17912099997">', 'HTML')).toEqual([number]);
    expect(found('<!-- 17912099997 -->', 'HTML')).toEqual([number]);
    expect(found('179120&ndash;99997', 'HTML')).toEqual(['179120&ndash;99997']);
    expect(found('179120&shy;99997', 'HTML')).toEqual(['179120&shy;99997']);
  });

  test('is found in links, percent-encoded too', () => {
    expect(found('https://www.nav.no/sak/17912099997', 'LINK')).toEqual([number]);
    expect(found('https://www.nav.no/?fnr=179120+99997', 'LINK')).toEqual(['179120+99997']);
    expect(found('https://www.nav.no/?q=%31%379120%2099997&x=1', 'LINK')).toEqual(['%31%379120%2099997']);
    expect(found('https://www.nav.no/%EF%BC%917912099997', 'LINK')).toEqual(['%EF%BC%917912099997']);
    expect(found('https://www.nav.no/%F0%9F%91%8D%zz%e6%17912099997', 'LINK')).toEqual([]);
  });

  test('is found each time it stands there, without overlap', () => {
    expect(found(`${number} og 13097248022, ${number}`)).toEqual([number, '13097248022', number]);
    expect(found('01010101006-02013299997')).toEqual(['01010101006', '02013299997']);
  });

  test('is found beside other digit groups', () => {
    expect(found(`Sak 12 ${number} 3`)).toEqual([number]);
    expect(found('10 17 91 20 99997')).toEqual(['17 91 20 99997']);
    expect(found('01.01.2024 17 91 20 99997')).toEqual(['17 91 20 99997']);
    expect(found('13097248022 22.01.2024')).toEqual(['13097248022']);
  });
});

describe('what only looks like an identity number', () => {
  test.each([...notIdentityNumbers])('is left alone: %s', (digits) => {
    expect(found(digits)).toEqual([]);
  });

  test.each([...fhNumbers])('is left to rules that see the context: FH-number %s', (digits) => {
    expect(found(`Hjelpenummer ${digits}`)).toEqual([]);
  });

  test.each([
    ['an account number printed 4.2.5', '1791.20.99997'],
    ['an account number printed 4 2 5', '0101 01 01006'],
    ['one digit more', '179120999971'],
    ['one digit more in front', '117912099997'],
    ['a decimal of a GUID', '0f8fad5b-d9cb-469f-a165-b17912099997'],
    ['a GUID that ends on it', '0f8fad5b-d9cb-469f-a165-017912099997'],
    ['a GUID of digits alone', '12345678-1234-1234-1234-179120999970'],
    ['part of a hexadecimal id', 'a17912099997f3'],
    ['part of a dashed hexadecimal id', '4a7d-9c3e-17912099997'],
    ['four separators between the groups', '179120 -  99997'],
    ['a comma between the groups', '179120,99997'],
    ['a date, an hour and a number', '2024-01-01 01 01006'],
    ['a number and a date', 'Sak 130972 480 22.01.2024'],
    ['a date and a number', '17.12.2024 09999'],
    ['two dates', '01.02.2024 - 03.04.2025'],
    ['a telephone number and a year', '55 55 33 33 2024'],
    ['an organisation number', '988 077 917'],
    ['a KID', '1234567890128'],
    ['an amount', '1 791 209 999,97'],
  ])('is left alone: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('is left alone in a text of any other kind', () => {
    for (const text of [
      '',
      ' ',
      '\u{1f600}'.repeat(20),
      '%'.repeat(40),
      '&'.repeat(40),
      '&#',
      '%EF%BC',
      '\ud83d',
      '\udc00\ud800',
    ]) {
      for (const form of ['TEXT', 'HTML', 'LINK', 'ID'] as const) expect(found(text, form)).toEqual([]);
    }
  });
});
