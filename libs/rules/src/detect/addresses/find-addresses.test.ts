import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judgeFinder, parseMarkedSamples } from '../../testing/marked-samples.ts';
import type { Candidate } from '../detection.ts';
import { createLexicon } from '../words/lexicon.ts';
import { scanWords } from '../words/scan-words.ts';
import { findAddresses } from './find-addresses.ts';

const lexicon = createLexicon();
const find = (text: string): readonly Candidate[] => {
  const folded = { text, map: null };
  return findAddresses(folded, scanWords(folded, lexicon), lexicon);
};
const told = (text: string): readonly string[] =>
  find(text).map(({ confidence, from, to }) => `${confidence} ${text.slice(from, to)}`);

const sampleFile = join(import.meta.dirname, '..', '..', '..', 'samples', 'addresses.txt');
const samples = parseMarkedSamples(readFileSync(sampleFile, 'utf8'));

test('of the marked samples nearly all addresses are found, nearly nothing else, and with the confidence that is marked', () => {
  const { precision, recall, sureness, faults } = judgeFinder(samples, find);
  expect(samples.length).toBeGreaterThan(100);
  expect({ faults, isGood: Math.min(precision, recall, sureness) >= 0.97 }).toMatchObject({ isGood: true });
});

test('the whole address is one span: road, number, postal code and place', () => {
  expect(told('Hun bor i Øvre Torggate 5C, leilighet H0201, 0181 Oslo nå.')).toEqual([
    'high Øvre Torggate 5C, leilighet H0201, 0181 Oslo',
  ]);
});

test('a place of several words ends the address', () => {
  expect(told('Storgata 5, 8622 Mo i Rana i dag')).toEqual(['high Storgata 5, 8622 Mo i Rana']);
});

describe('a postal code', () => {
  test('counts with its own place, or its municipality, in any letter case', () => {
    expect(told('7980 Terråk')).toEqual(['high 7980 Terråk']);
    expect(told('7980 terråk')).toEqual(['high 7980 terråk']);
    expect(told('8622 Mo i Rana')).toEqual(['high 8622 Mo i Rana']);
  });

  test('counts for nothing with another place, or alone', () => {
    expect(told('7980 Oslo')).toEqual([]);
    expect(told('7980 Bergen')).toEqual([]);
    expect(told('Kode 7980')).toEqual([]);
    expect(told('7980 Terråksberget')).toEqual([]);
  });

  test('is no address where it serves a post box', () => {
    expect(told('Postboks 12, 0130 Oslo')).toEqual([]);
    expect(told('0130 Oslo').map((one) => one.split(' ')[0])).toEqual(['low']);
  });

  test('is no address where it is a year', () => {
    expect(told('I 2014 Blaker vant.')).toEqual([]);
  });
});

test.each(['riksvei 4', 'Fylkesveg 24', 'europavei 18', 'på vei 3', 'arbeidsplassen 3', 'Parkeringsplassen 8'])(
  '%s is no address',
  (text) => {
    expect(told(text)).toEqual([]);
  },
);

test.each([
  'Storgata 17. mai',
  'Storgata 12.30',
  'Storgata 3 ganger',
  'Storgata 5 %',
  'Storgata 5km',
  'Storgata\n5 varer',
])('the number in %j is no house number', (text) => {
  expect(told(text)).toEqual([]);
});

test('the name of a farm or a family is an address only beside something that says so', () => {
  expect(told('Per Haugen 3')).toEqual([]);
  expect(told('Han bor på Haugen 3')).toEqual(['low Haugen 3']);
  expect(told('Nordhaugen 3, 7980 Terråk')).toEqual(['high Nordhaugen 3, 7980 Terråk']);
});

test('a home number alone is none: it needs a word that says so', () => {
  expect(told('H0201')).toEqual([]);
  expect(told('leilighet H0201')).toEqual(['high H0201']);
});

test("a farm's number counts with its holding's number only", () => {
  expect(told('gnr. 12')).toEqual([]);
  expect(told('gnr. 12, bnr. 34')).toEqual(['high gnr. 12, bnr. 34']);
});

test.each([
  '',
  '\u0000',
  '\ud800',
  '1'.repeat(4000),
  'Storgata 5 '.repeat(400),
  'gnr 1 '.repeat(600),
  'A '.repeat(2000),
])('any text is taken without an exception (%#)', (text) => {
  for (const { from, to } of find(text)) expect(text.slice(from, to).trim()).not.toBe('');
});
