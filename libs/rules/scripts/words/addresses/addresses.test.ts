import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { addressesFile, postalCodesFile, renderAddresses } from './address-files.ts';
import { compileAddresses } from './compile-addresses.ts';
import { toPostalCodeList } from './postal-code-list.ts';

test('the generated table is what the lists in data/addresses give; run scripts/words/addresses/build-addresses.ts when it is not', () => {
  expect(readFileSync(addressesFile, 'utf8') === renderAddresses()).toBe(true);
});

test('the register of postal codes is whole', () => {
  const rows = readFileSync(postalCodesFile, 'utf8')
    .split('\n')
    .filter((line) => /^\d{4}\t/.test(line));
  expect(rows.length).toBeGreaterThan(5000);
  expect(rows).toContain('8622\tMO I RANA\tRANA\tG');
});

test('rows of the register become the list, others are left out', () => {
  const list = toPostalCodeList('0150,OSLO,0301,OSLO,G\r\nrubbish\r\n0010,OSLO,0301,OSLO,B\r\n', '9');
  expect(list.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    '0010\tOSLO\tOSLO\tB',
    '0150\tOSLO\tOSLO\tG',
    '',
  ]);
});

test('a line that is no postal code is refused', () => {
  expect(() => compileAddresses(new Map(), 'x')).toThrow('not a postal code');
});
