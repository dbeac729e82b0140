import { describe, expect, test } from '@jest/globals';
import { printsOf } from '../../testing/found-numbers.ts';

const dates = (text: string): readonly string[] => printsOf(text, 'BIRTH_DATE');

describe('a date of birth', () => {
  test.each([
    '12.05.1984',
    '12.5.84',
    '12/5-84',
    '12-05-1984',
    '12. 5. 1984',
    '12 05 1984',
    '1984-05-12',
    '120584',
    '12051984',
    '12. mai 1984',
    '12 mai 84',
    '3. desember 1984',
    '12 May 1984',
    'May 12, 1984',
    '12th of October, 1984',
  ])('is found in any print: %s', (print) => {
    for (const words of ['født', 'Fødd', 'Fødselsdato:', 'born', 'Date of birth:', 'har bursdag']) {
      expect(dates(`Kari, ${words} ${print}.`)).toEqual([print]);
    }
  });

  test('is found in brackets, before its word, and where several are told together', () => {
    expect(dates('Kari (f. 12.05.1984)')).toEqual(['12.05.1984']);
    expect(dates('12.05.1984 (født)')).toEqual(['12.05.1984']);
    expect(dates('født 12.05.1984 og 13.06.1986')).toEqual(['12.05.1984', '13.06.1986']);
    expect(dates('FØDT 12. MAI 1984')).toEqual(['12. MAI 1984']);
  });

  test.each([
    'Frist 12.05.2024',
    'Møtet er 12. mai 2024 kl. 10',
    'født før 1. januar 1960',
    'Fødde etter 01.01.2000 må søke',
    'Barnet er født. Fristen er 12.05.2025.',
    'Frist 30. april 2027. Født i Oslo',
    'Søk om fødselspenger innen 12.05.2025',
    'f.eks. 12.05.2025',
    'født 32.05.1984',
    'født 12.13.1984',
    'født 12. mai',
    'alderspensjon fra 01.01.2025',
  ])('is not told by %s', (text) => {
    expect(dates(text)).toEqual([]);
  });
});
