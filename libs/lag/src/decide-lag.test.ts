import { expect, test } from '@jest/globals';
import { decideLag } from './decide-lag.ts';

const offsets = (
  startOffset: number,
  stableOffset: number,
  committedOffset: number | null,
  endOffset = stableOffset,
) => ({
  startOffset,
  stableOffset,
  endOffset,
  committedOffset,
});

test.each([
  ['waits behind the commit', offsets(0, 30, 10), 20, 0, 10],
  ['is nothing when all is read', offsets(0, 30, 30), 0, 0, 30],
  ['is nothing in an empty topic', offsets(7, 7, 7), 0, 0, 7],
  ['ends where a transaction is open, for nobody gets further', offsets(0, 30, 10, 40), 20, 0, 10],
  ['is never negative, though a reader of uncommitted records is further', offsets(0, 30, 35, 40), 0, 0, 35],
  [
    'begins at the start of the log when retention overtook the group; the rest is lost',
    offsets(15, 30, 10),
    15,
    5,
    15,
  ],
  ['is nothing when retention took everything before it was read', offsets(30, 30, 10), 0, 20, 30],
])('what %s', (_, given, lagCount, lostCount, position) => {
  expect(decideLag(given)).toEqual({ outcome: 'KNOWN', lagCount, lostCount, position });
});

test('a group that never committed has no lag that anybody knows, not even zero', () => {
  expect(decideLag(offsets(0, 30, null))).toEqual({ outcome: 'NEVER_COMMITTED' });
});

test('a commit past the end, which was read later, is of another log: nothing is known', () => {
  expect(decideLag(offsets(0, 30, 31))).toEqual({ outcome: 'COMMIT_PAST_END' });
});
