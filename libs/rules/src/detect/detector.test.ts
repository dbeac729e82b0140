import { describe, expect, test } from '@jest/globals';
import type { FieldForm } from '../field-table.ts';
import { createDetector } from './detector.ts';
import { maskText } from './mask-text.ts';

const detector = createDetector();

const told = (text: string, form: FieldForm = 'TEXT') =>
  detector.detect(text, form).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('the detector', () => {
  test('joins what all finders find, in order of place, each in the text as it was given', () => {
    const text = 'Kari Nordmann, Storgata 5, tlf. 99 88 77 66, f\u00f8dt 12.05.1984, kari@example.no, fnr 13097248022';
    expect(told(text).map(([kind]) => kind)).toEqual([
      'PERSON_NAME',
      'ADDRESS',
      'PHONE',
      'BIRTH_DATE',
      'EMAIL_ADDRESS',
      'IDENTITY_NUMBER',
    ]);
  });

  test('finds what only shows once another find is hidden', () => {
    const text = 'Bruker bor i Holbergs plass 1.13097248022';
    const found = detector.detect(text, 'TEXT');
    expect(found.map(({ kind }) => kind)).toEqual(['ADDRESS', 'IDENTITY_NUMBER']);
    expect(detector.detect(maskText(text, found), 'TEXT')).toEqual([]);
  });

  test('says what else the same characters could be', () => {
    const [account] = detector.detect('1309.72.48022', 'TEXT');
    expect(account).toMatchObject({ kind: 'ACCOUNT_NUMBER', also: ['IDENTITY_NUMBER'] });
  });

  test('takes no name from what only machines read in an e-mail', () => {
    expect(told('<p style="font-family: Kari Nordmann">Hei</p>', 'HTML')).toEqual([]);
    expect(told('<p title="Kari Nordmann">Hei</p>', 'HTML')).toEqual([['PERSON_NAME', 'Kari Nordmann']]);
  });

  test('widens a span that would cut a character in two', () => {
    for (const { start, end } of detector.detect('\ud835\udfcf𝟑𝟎𝟗𝟕𝟐𝟒𝟖𝟎𝟐𝟐', 'TEXT'))
      expect([start, end]).toEqual([0, 22]);
  });

  test('finds nothing in an ordinary notification', () => {
    expect(told('Vi har mottatt søknaden om lønnstilskudd. Svarfrist er 1. mars 2026 kl. 12.')).toEqual([]);
  });
});
