import { describe, expect, test } from '@jest/globals';
import { type OffsetRange, resolvePlaces } from '@varselvakt/inspection';
import { parseOffsetRange } from './offset-expression.ts';

/** Two partitions, 10 to 20 and an empty one; at any time the first had come to 14. */
const admin = {
  topicBounds: async () => [
    { partition: 0, startOffset: 10n, endOffset: 20n },
    { partition: 1, startOffset: 5n, endOffset: 5n },
  ],
  offsetsAt: async () => [
    { partition: 0, offset: 14n },
    { partition: 1, offset: 5n },
  ],
};
const placesOf = async (text: string) => {
  const range: OffsetRange = parseOffsetRange(text, Date.now());
  return (await resolvePlaces(admin, 't', range)).map(({ startOffset, endOffset }) => `${startOffset}-${endOffset}`);
};

describe('the stretch of each partition', () => {
  test.each([
    ['start', ['10-20', '5-5']],
    ['end', ['20-20', '5-5']],
    ['12', ['12-20', '5-5']],
    ['3', ['10-20', '5-5']],
    ['99', ['20-20', '5-5']],
    ['-3', ['17-20', '5-5']],
    ['-30', ['10-20', '5-5']],
    ['+3', ['13-20', '5-5']],
    ['@-1h', ['14-20', '5-5']],
    ['11:13', ['11-13', '5-5']],
    ['13:11', ['13-13', '5-5']],
    ['start:@-1h', ['10-14', '5-5']],
  ])('that %s means', async (text, expected) => {
    expect(await placesOf(text)).toEqual(expected);
  });
});
