import { describe, expect, test } from '@jest/globals';
import { findOutcomesFrom, findReadingPlaces, type ReadingPlace } from './reading-places.ts';

const fromAt = 1_000_000_000;
const placesOf = (startOffset: bigint, endOffset: bigint, offset: bigint) => {
  const asked: number[] = [];
  const admin = {
    topicBounds: async () => [{ partition: 0, startOffset, endOffset }],
    offsetsAt: async (_: string, at: number) => {
      asked.push(at);
      return [{ partition: 0, offset }];
    },
  };
  return findReadingPlaces({ admin, topics: ['feedback'], fromAt }).then((places) => ({ places, asked }));
};

describe('where reading begins', () => {
  test.each([
    ['at the offset of the time that was asked for', [0n, 9n, 4n], { nextOffset: 4n, isTrimmed: false }],
    ['at the start, and whole, when nothing was ever removed', [0n, 9n, 0n], { nextOffset: 0n, isTrimmed: false }],
    ['after what was removed long before that time', [3n, 9n, 5n], { nextOffset: 5n, isTrimmed: false }],
    ['at what is left when that time is gone', [5n, 9n, 5n], { nextOffset: 5n, isTrimmed: true }],
    ['at the end when nothing is left', [9n, 9n, 9n], { nextOffset: 9n, isTrimmed: true }],
  ] as const)('%s', async (_, [start, end, offset], expected) => {
    const { places } = await placesOf(start, end, offset);
    expect(places).toEqual([{ topic: 'feedback', partition: 0, endOffset: end, firstReadAt: undefined, ...expected }]);
  });

  test('asks nothing more after a question that failed: nothing would end what is asked again and again', async () => {
    const asked: string[] = [];
    const admin = {
      topicBounds: async (topic: string) => {
        asked.push(`bounds of ${topic}`);
        throw new Error('no such topic');
      },
      offsetsAt: async (topic: string) => {
        asked.push(`offsets of ${topic}`);
        return [];
      },
    };
    await expect(findReadingPlaces({ admin, topics: ['one', 'two'], fromAt })).rejects.toThrow('no such topic');
    expect(asked).toEqual(['bounds of one']);
  });

  test('leaves room for clocks that differ', async () => {
    expect((await placesOf(0n, 9n, 0n)).asked).toEqual([fromAt - 300_000]);
  });
});

describe('since when nothing has left the topics', () => {
  const place = (isTrimmed: boolean, firstReadAt?: number): ReadingPlace => ({
    topic: 'feedback',
    partition: 0,
    nextOffset: 0n,
    endOffset: 0n,
    isTrimmed,
    firstReadAt,
  });
  test.each([
    ['always, where no partition was trimmed', [place(false, 5), place(false)], null],
    ['since the latest of the first records left', [place(true, 5), place(true, 7), place(false, 9)], 7],
    ['since what topics keep at all, where a partition is empty', [place(true, 5), place(true)], 6],
  ])('%s', (_, places, expected) => {
    expect(findOutcomesFrom(places, 6)).toBe(expected);
  });
});
