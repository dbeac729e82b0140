import { describe, expect, test } from '@jest/globals';
import { brewPoison, createPoisonSearch } from './poison.ts';

const poison = brewPoison();
const search = createPoisonSearch(poison);

describe('poison is found', () => {
  test.each(Object.entries(poison))('as it is: %s', (name, text) => {
    expect(search(`before${text}after`)).toContain(name);
  });
  test.each([0, 1, 2, 3, 4])('in base64 behind %i bytes', (length) => {
    const hidden = Buffer.from(`${'x'.repeat(length)}${poison.identityNumber}yz`).toString('base64');
    expect(search(hidden)).toEqual(['identityNumber']);
  });
  test('in hexadecimal and in UTF-16', () => {
    expect(search(Buffer.from(poison.word).toString('hex'))).toEqual(['word']);
    expect(search(Buffer.from(poison.word, 'utf16le'))).toEqual(['word']);
  });
  test('percent-encoded, and without its country code', () => {
    expect(search(encodeURIComponent(poison.emailAddress))).toContain('emailAddress');
    expect(search(poison.phoneNumber.slice(3))).toEqual(['phoneNumber']);
  });
});

test('nothing is found where there is none', () => {
  expect(search('TEXT_TOO_LONG at body.text, 13097248023, post@example.com, +4799999999')).toEqual([]);
});
