import { expect, test } from '@jest/globals';
import { createLetterTrie, longestMatch, veto } from './letter-trie.ts';

const ends = createLetterTrie(
  [
    ['syke', 1],
    ['tøysyke', 2],
    ['folkesyke', veto],
  ],
  true,
);
const valueIn = (word: string): number => longestMatch(ends, word, 0, word.length, 3);

test('the longest listed end has its say', () => {
  expect(valueIn('hjertesyke')).toBe(1);
  expect(valueIn('vandretøysyke')).toBe(2);
});

test('letter case does not matter, æøå do', () => {
  expect(valueIn('HJERTETØYSYKE')).toBe(2);
  expect(valueIn('hjertetoysyke')).toBe(1);
});

test('an end must leave three letters of the word', () => {
  expect(valueIn('absyke')).toBe(0);
  expect(valueIn('abcsyke')).toBe(1);
});

test('beginnings are read forwards', () => {
  const beginnings = createLetterTrie([['rus', 7]], false);
  expect(longestMatch(beginnings, 'rusklinikk', 0, 10, 3)).toBe(7);
  expect(longestMatch(beginnings, 'virus', 0, 5, 3)).toBe(0);
});

test('a longer veto takes the word out, also where it is the whole word', () => {
  expect(valueIn('norskfolkesyke')).toBe(0);
  expect(valueIn('folkesyke')).toBe(0);
  expect(valueIn('olkesyke')).toBe(1);
});
