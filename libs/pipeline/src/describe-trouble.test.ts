import { expect, test } from '@jest/globals';
import type { ConsumerState } from '@varselvakt/kafka';
import { describeTrouble } from './describe-trouble.ts';
import { fine, partition } from './testing/fine-consumer.ts';

const failing = { failingSinceAt: 1 };

test.each<readonly [string, Partial<ConsumerState>, string | null]>([
  ['nothing', {}, null],
  ['brokers that are away', { ...failing, failureCode: 'KAFKA_CONNECTION_FAILED' }, 'KAFKA_CONNECTION_FAILED'],
  [
    'commits that fail',
    { ...failing, failureCode: 'KAFKA_COMMITS_FAIL', commitFailuresInRow: 4 },
    'KAFKA_COMMITS_FAIL: 4 in a row',
  ],
  [
    'a batch that cannot be handled',
    {
      ...failing,
      failureCode: 'STORE_DOWN',
      partitions: [{ ...partition, ...failing, failureCode: 'STORE_DOWN', attemptCount: 7 }],
    },
    'STORE_DOWN in t/3, attempt 7',
  ],
  [
    'records that cannot be fetched',
    { ...failing, failureCode: 'KAFKA_PARTITION_STUCK', partitions: [{ ...partition, stuckSinceAt: 1 }] },
    'KAFKA_PARTITION_STUCK: t/3',
  ],
])('of %s is told %s', (_, state, expected) => {
  expect(describeTrouble({ ...fine, ...state })).toBe(expected);
});
