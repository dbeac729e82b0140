import { expect, test } from '@jest/globals';
import { decideLag } from './decide-lag.ts';

const offsets = (startOffset: bigint, endOffset: bigint, committedOffset: bigint | null) => ({
  partition: 2,
  startOffset,
  endOffset,
  committedOffset,
});

test.each([
  ['waits behind the commit', offsets(0n, 30n, 10n), 20n, 0n],
  ['is nothing when all is read', offsets(0n, 30n, 30n), 0n, 0n],
  ['is never negative, though the group moved on since the end was read', offsets(0n, 30n, 31n), 0n, 0n],
  [
    'begins at the start of the log when retention overtook the group, and the rest is lost',
    offsets(15n, 30n, 10n),
    15n,
    5n,
  ],
  ['is unknown, not zero, when the group has never committed', offsets(0n, 30n, null), null, null],
])('what %s', (_, given, lagCount, lostCount) => {
  expect(decideLag(given)).toEqual({ partition: 2, lagCount, lostCount });
});
