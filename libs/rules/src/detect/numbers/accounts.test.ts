import { describe, expect, test } from '@jest/globals';
import { numbersIn, printsOf } from '../../testing/found-numbers.ts';
import { numbersOf } from '../../testing/lone-finders.ts';
import { foldText } from '../fold/fold-text.ts';

describe('an account number', () => {
  test.each(['8601.11.17947', '8601 11 17947', '9710-41-33219'])('is known by its print: %s', (print) => {
    expect(numbersIn(`Til ${print}.`)).toEqual([{ kind: 'ACCOUNT_NUMBER', confidence: 'high', print }]);
  });

  test('is known by the word before it, in any print', () => {
    for (const words of [
      'konto',
      'Kontonummeret ditt er',
      'bankkonto:',
      'lønnskonto nr.',
      'account number',
      'kontonr',
    ]) {
      expect(printsOf(`${words} 86011117947`, 'ACCOUNT_NUMBER')).toEqual(['86011117947']);
    }
    expect(numbersIn('kontoret 13097248022').map(({ kind }) => kind)).toEqual(['IDENTITY_NUMBER']);
  });

  test('is possible for eleven bare digits that no word explains', () => {
    expect(numbersIn('86011117947')).toEqual([{ kind: 'ACCOUNT_NUMBER', confidence: 'low', print: '86011117947' }]);
    expect(numbersIn('Ordrenummer 86011117947')).toEqual([]);
  });

  test.each(['99990000005', '8601.11.17948', '0000.00.00000'])('is not %s', (print) => {
    expect(numbersIn(`konto ${print}`)).toEqual([]);
  });

  test('says that it could be an identity number, and gives way where a word says so', () => {
    const [candidate] = numbersOf(foldText('1309.72.48022', 'TEXT'));
    expect(candidate).toMatchObject({ kind: 'ACCOUNT_NUMBER', also: ['IDENTITY_NUMBER'] });
    expect(printsOf('fødselsnummer 1309.72.48022', 'IDENTITY_NUMBER')).toEqual(['1309.72.48022']);
    expect(printsOf('Konto, og fødselsnummer 13097248022', 'IDENTITY_NUMBER')).toEqual(['13097248022']);
  });
});

describe('an IBAN', () => {
  test.each([
    'NO9386011117947',
    'NO93 8601 1117 947',
    'no93-8601-1117-947',
    'GB29 NWBK 6016 1331 9268 19',
    'DE89370400440532013000',
    'SE45 5000 0000 0583 9825 7466',
    'MT84MALT011000012345MTLCAST001S',
  ])('of any country is found: %s', (print) => {
    expect(numbersIn(`IBAN: ${print}.`)).toEqual([{ kind: 'IBAN', confidence: 'high', print }]);
  });

  test.each(['NO9386011117948', 'XX9386011117947', 'NO938601111794', 'NO93860111179470', 'INO9386011117947'])(
    'is not %s',
    (print) => {
      expect(printsOf(print, 'IBAN')).toEqual([]);
    },
  );
});
