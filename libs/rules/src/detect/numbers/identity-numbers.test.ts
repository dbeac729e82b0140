import { describe, expect, test } from '@jest/globals';
import type { FieldForm } from '../../field-table.ts';
import { numbersIn, printsOf } from '../../testing/found-numbers.ts';
import { notIdentityNumbers, publishedNumbers } from '../../testing/published-numbers.ts';

const { 'fh-number': fhNumbers, ...exactKinds } = publishedNumbers;
const exactNumbers = Object.values(exactKinds).flat();
const number = '17912099997';

const exact = (text: string, form: FieldForm = 'TEXT') => printsOf(text, 'IDENTITY_NUMBER', form);
const likely = (text: string) =>
  numbersIn(text)
    .filter(({ kind }) => kind === 'IDENTITY_NUMBER_LIKELY')
    .map(({ confidence }) => confidence);

const grouped = (digits: string, lengths: readonly number[], separator: string): string => {
  let from = 0;
  return lengths
    .map((length) => {
      from += length;
      return digits.slice(from - length, from);
    })
    .join(separator);
};

describe('an identity number', () => {
  test.each(exactNumbers)('is found wherever it stands: %s', (digits) => {
    expect(exact(digits)).toEqual([digits]);
    expect(exact(`Gjelder ${digits}.`)).toEqual([digits]);
    expect(exact(`fnr:${digits}, takk`)).toEqual([digits]);
    expect(exact(`id${digits}x`)).toEqual([digits]);
  });

  test.each([
    [[6, 5]],
    [[2, 2, 2, 5]],
    [[6, 3, 2]],
    [[2, 2, 2, 3, 2]],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
    [[3, 3, 3, 2]],
    [[4, 4, 3]],
  ])('is found when printed in groups of %j', (lengths) => {
    for (const separator of [
      ' ',
      '-',
      '.',
      ' - ',
      '\u00a0',
      '\u2013',
      '\u2009',
      '\n',
      '·',
      '/',
      '_',
      '|',
      '*',
      '   ',
    ]) {
      const print = grouped(number, lengths, separator);
      expect(exact(`Om ${print} her`)).toEqual([print]);
    }
  });

  test.each([
    ['in brackets', '(179120)99997', '179120)99997'],
    ['each group in brackets', '[17][91][20][99997]', '17][91][20][99997'],
    [
      'with quotes around each digit',
      '"1" "7" "9" "1" "2" "0" "9" "9" "9" "9" "7"',
      '1" "7" "9" "1" "2" "0" "9" "9" "9" "9" "7',
    ],
    ['with emoji between', '1😀7😀9😀1😀2😀0😀9😀9😀9😀9😀7', undefined],
    ['with letters for digits', 'l79I2O99997', undefined],
    ['with Ø for zero', '17912Ø99997', undefined],
    ['spelled out in bokmål', 'en sju ni en to null ni ni ni ni sju', undefined],
    ['spelled out in nynorsk', 'ein sju ni ein to null ni ni ni ni sju', undefined],
    ['spelled out in English', 'seventeen ninety-one two oh nine nine nine nine seven', undefined],
    ['spelled out in one word', 'ensjunientonullninininisju', undefined],
    ['spelled out in tens', 'sytten nittien tjue nittini nittini sju', undefined],
    ['spelled out the old way', 'sytten enognitti to null nittini ni og nitti sju', undefined],
    ['half in words', '17 ni 1 20 99997', undefined],
    ['with its date written out', '13. september 1972, personnummer 48022', undefined],
    ['with a full year and a dash', '13.09.1972-48022', undefined],
    ['with words between', '130972 og så 48022', undefined],
  ])('is found %s', (_, print, within) => {
    expect(exact(print)).toEqual([within ?? print]);
    expect(exact(`Det gjelder ${print}.`)).toEqual([within ?? print]);
  });

  test.each([
    ['Arabic-Indic digits', '\u0661\u0667\u0669\u0661\u0662\u0660\u0669\u0669\u0669\u0669\u0667'],
    ['full-width digits', '１７９１２０９９９９７'],
    ['mathematical digits of two units', '𝟭𝟳𝟵𝟭𝟮𝟬𝟵𝟵𝟵𝟵𝟳'],
    ['circled digits', '①⑦⑨①②⓪⑨⑨⑨⑨⑦'],
    ['black circled digits', '❶❼❾❶❷⓿❾❾❾❾❼'],
    ['superscript digits', '¹⁷⁹¹²⁰⁹⁹⁹⁹⁷'],
    ['zero-width characters between', '1\u200b7\u200c9\u200d1\u20602\ufeff0\u00ad99997'],
    ['a soft hyphen between the groups', '179120\u00ad99997'],
    ['a no-break space and a figure dash', '179120\u00a0\u201299997'],
  ])('is found when written with %s', (_, print) => {
    expect(exact(`Å ${print}!`)).toEqual([print]);
  });

  test('is found in HTML over tags, in attributes, comments and entities', () => {
    expect(exact('<p>1791<b>2099997</b></p>', 'HTML')).toEqual(['1791<b>2099997']);
    expect(exact('<a title="17912099997">', 'HTML')).toEqual([number]);
    expect(exact('<!-- 17912099997 -->', 'HTML')).toEqual([number]);
    expect(exact('<p style="x:17912099997">', 'HTML')).toEqual([number]);
    expect(exact('<p hidden>179120<i>99997</i></p>', 'HTML')).toEqual(['179120<i>99997']);
    expect(exact('&#49;&#x37;9120&nbsp;9999&#55;', 'HTML')).toEqual(['&#49;&#x37;9120&nbsp;9999&#55;']);
  });

  test('is found in links, percent-encoded too', () => {
    expect(exact('https://www.nav.no/sak/17912099997', 'LINK')).toEqual([number]);
    expect(exact('https://www.nav.no/?fnr=179120+99997', 'LINK')).toEqual(['179120+99997']);
    expect(exact('https://www.nav.no/?q=%31%379120%2099997&x=1', 'LINK')).toEqual(['%31%379120%2099997']);
    expect(exact('https://www.nav.no/%31%379120%2d99997', 'LINK')).toEqual(['%31%379120%2d99997']);
  });

  test('is found each time it stands there, beside other groups of digits', () => {
    expect(exact(`${number} og 13097248022, ${number}`)).toEqual([number, '13097248022', number]);
    expect(exact('01010101006-02013299997')).toEqual(['01010101006', '02013299997']);
    expect(exact(`Sak 12 ${number} 3`)).toEqual([number]);
    expect(exact('10 17 91 20 99997')).toEqual(['17 91 20 99997']);
    expect(exact('13097248022 22.01.2024')).toEqual(['13097248022']);
  });
});

describe('the tier of eleven digits', () => {
  test('is likely for a person’s date with wrong check digits, and told louder after a word that says so', () => {
    for (const digits of ['13097248023', '26111593817', '02013299987']) {
      expect(likely(digits)).toEqual(['low']);
      expect(likely(`${digits.slice(0, 6)} ${digits.slice(6)}`)).toEqual(['low']);
    }
    for (const words of [
      'fødselsnummer',
      'Fødselsnr.',
      'personnummeret ditt er',
      'f.nr',
      'D-nummer:',
      'ident',
      'fødd',
      'født den',
    ]) {
      expect(likely(`${words} 13097248023`)).toEqual(['high']);
    }
    expect(likely('13097248023 er fødselsnummeret')).toEqual(['high']);
  });

  test('is not raised by words that only look like it, or by the bare fnr of the land register', () => {
    for (const words of ['president', 'identisk', 'nyfødte', 'fnr', 'gnr 5 bnr 6 fnr']) {
      expect(likely(`${words} 13097248023`)).toEqual(['low']);
    }
  });

  test.each([...fhNumbers])('needs a word for an FH-number to be proven: %s', (digits) => {
    expect(likely(digits)).toEqual(['low']);
    expect(exact(`hjelpenummer ${digits}`)).toEqual([digits]);
  });

  test('is nothing after a word for a reference, unless the check digits prove it', () => {
    for (const words of ['KID', 'KID-nummer:', 'Saksnummer', 'ordrenr.', 'ref', 'faktura nr']) {
      expect(numbersIn(`${words} 13097248023`)).toEqual([]);
      expect(exact(`${words} 13097248022`)).toEqual(['13097248022']);
    }
  });

  test('is a DUF number for twelve digits after its name, and nothing without', () => {
    for (const print of ['201012345612', '2010 123456 12', '2010-123456-12']) {
      expect(printsOf(`DUF-nummer ${print}`, 'IDENTITY_NUMBER_LIKELY')).toEqual([print]);
      expect(numbersIn(print)).toEqual([]);
    }
  });

  test.each([...notIdentityNumbers])('is never proven for %s', (digits) => {
    expect(exact(digits)).toEqual([]);
  });
});

describe('what only looks like an identity number', () => {
  test.each([
    ['an account number printed 4.2.5', '1791.20.99997'],
    ['an account number printed 4 2 5', '0101 01 01006'],
    ['one digit more', '179120999971'],
    ['one digit more in front', '117912099997'],
    ['a number of 2032 in groups that nobody uses', '301 082 999 39'],
    ['a decimal of a GUID', '0f8fad5b-d9cb-469f-a165-b17912099997'],
    ['a GUID that ends on it', '0f8fad5b-d9cb-469f-a165-017912099997'],
    ['a GUID of digits alone', '12345678-1234-1234-1234-179120999970'],
    ['part of a hexadecimal id', 'a17912099997f3'],
    ['part of a dashed hexadecimal id', '4a7d-9c3e-17912099997'],
    ['five signs between the groups', '179120 --#-- 99997'],
    ['a date, an hour and a number', '2024-01-01 01 01006'],
    ['a number and a date', 'Sak 130972 480 22.01.2024'],
    ['a date and a number', '17.12.2024 09999'],
    ['two dates', '01.02.2024 - 03.04.2025'],
    ['a case number', '2024/1791209'],
    ['a telephone number and a year', '55 55 33 33 2024'],
    ['an organisation number', '988 077 917'],
    ['a KID', '1234567890128'],
    ['an amount', '1 791 209 999,97'],
    ['a date and an hour', '1.5.2024 14:30'],
    ['results of sets', '6-4, 3-6, 7-6, 6-7, 6-3'],
    ['results of volleyball', '25-22, 25-20, 21-25, 25-19'],
    ['the digits reversed', '79999021971'],
  ])('is left alone: %s', (_, text) => {
    expect(exact(text)).toEqual([]);
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
      for (const form of ['TEXT', 'HTML', 'LINK', 'ID'] as const) expect(numbersIn(text, form)).toEqual([]);
    }
  });
});
