import { expect, test } from '@jest/globals';
import { nearestWords } from './nearest-words.ts';

const known = ['TEXT_EMPTY', 'TEXT_TOO_LONG', 'RETENTION_TOO_LONG', 'LATE'];

test.each([
  ['TEXT_TO_LONG', ['TEXT_TOO_LONG']],
  ['TOO_LONG', ['TEXT_TOO_LONG', 'RETENTION_TOO_LONG']],
  ['LAET', ['LATE']],
  ['XYZXYZXYZXYZ', []],
  ['', []],
  ['X'.repeat(100_000), []],
])('of %.20s the nearest are %j', (word, near) => {
  expect(nearestWords(word, known)).toEqual(near);
});
