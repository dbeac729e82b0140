import { describe, expect, test } from '@jest/globals';
import { numbersIn, printsOf } from '../../testing/found-numbers.ts';
import { numbersOf } from '../../testing/lone-finders.ts';
import { foldText } from '../fold/fold-text.ts';
import { maskSign } from '../folded-text.ts';

const telephones = (text: string): readonly string[] => printsOf(text, 'PHONE');

describe('a telephone number', () => {
  test.each(['99 88 77 66', '998 87 766', '22 33 44 55', '22-33-44-55', '98.87.76.65'])(
    'is known by its print: %s',
    (print) => {
      expect(numbersIn(`Nummeret er ${print}.`)).toEqual([{ kind: 'PHONE', confidence: 'high', print }]);
    },
  );

  test.each([
    '+47 99887766',
    '+4799887766',
    '0047 99 88 77 66',
    '004799887766',
    '+46 70 123 45 67',
    '+44 (20) 7946-0958',
  ])('is known by the code of its country: %s', (print) => {
    expect(numbersIn(`Nummer: ${print}`)).toEqual([{ kind: 'PHONE', confidence: 'high', print }]);
  });

  test('is known by the word before it, in any print', () => {
    for (const words of [
      'tlf',
      'Tlf.:',
      'telefon',
      'Mobilnummeret er',
      'ring',
      'SMS til',
      'phone',
      'call me on',
      'nås på',
    ]) {
      for (const print of ['99887766', '9988 7766', '9 9 8 8 7 7 6 6', '99 887 766']) {
        expect(numbersIn(`${words} ${print}`)).toEqual([{ kind: 'PHONE', confidence: 'high', print }]);
      }
    }
  });

  test('is not known by a word that another number has already used up, found or masked', () => {
    expect(numbersIn('tlf 13097248022 471 11 01 1').map(({ kind }) => kind)).toEqual(['IDENTITY_NUMBER']);
    const folded = foldText('tlf 13097248022 471 11 01 1', 'TEXT');
    const masked = folded.text.replace('13097248022', maskSign.repeat(11));
    expect(numbersOf({ ...folded, text: masked })).toEqual([]);
  });

  test('is only possible for eight bare digits', () => {
    for (const print of ['99887766', '22334455', '9988 7766'])
      expect(numbersIn(`Hei ${print}`)).toEqual([{ kind: 'PHONE', confidence: 'low', print }]);
  });
});

describe('what is no telephone number of a person', () => {
  test.each([
    'Ring Nav på 55 55 33 33',
    '+47 55 55 33 36',
    'Arbeidsgivertelefonen 55553336',
    'Altinn: 75 00 60 00',
    'legevakten 116 117',
    'nødnummer 112 og 113',
    'ring 02800',
  ])('is a public service: %s', (text) => {
    expect(telephones(text)).toEqual([]);
  });

  test.each([
    'kr 45 67 89 01',
    'NOK 45678901',
    '45 678 901 kroner',
    'Beløp: 45678901,50',
    'saksnr 45678901',
    'Saksnummer: 45 67 89 01',
    'ref. 98765432',
    'Søknad 45678901',
    'ordrenummer 98765432',
    'nr. 99887766',
    'KID 45678901',
    'AB98765432',
    '98765432-1',
    'https://nav.no/sak/98765432',
    '2019 2020',
    '2019-2020',
    '24122024',
    '20241224',
    'uke 22 23 24 25',
    '99 88 77 66 12',
    '05 12 23 27 31 33 34',
    '11 22 33 44',
    '01234567',
    '988077917',
    '988 077 917',
    'NO 988 077 917 MVA',
    '192.168.10.12',
    '0f8fad5b-d9cb-469f-a165-99887766abcd',
    '+5 grader og +120 000 000 kr',
  ])('is left alone: %s', (text) => {
    expect(telephones(text)).toEqual([]);
  });
});
