import { describe, expect, test } from '@jest/globals';
import { murmur2, partitionFor } from './partitioner.ts';

/**
 * Printed by `org.apache.kafka.common.utils.Utils.murmur2` and `toPositive` of kafka-clients 4.3.1; the ones that are words are
 * also in Kafka's own UtilsTest. [key in hex, hash, partition of 1, 3, 6, 12 and 100].
 */
const PARTITION_COUNTS = [1, 3, 6, 12, 100];
const GOLDEN: readonly (readonly [string, number, readonly number[]])[] = [
  ['', 275646681, [0, 0, 3, 9, 81]],
  ['61', -1563381124, [0, 1, 4, 4, 24]],
  ['6162', 316155434, [0, 2, 2, 2, 34]],
  ['3231', -973932308, [0, 0, 0, 0, 40]],
  ['616263', 479470107, [0, 0, 3, 3, 7]],
  ['666f6f626172', -790332482, [0, 0, 0, 6, 66]],
  ['612d6c6974746c652d6269742d6c6f6e672d737472696e67', -985981536, [0, 2, 2, 8, 12]],
  ['612d6c6974746c652d6269742d6c6f6e6765722d737472696e67', -1486304829, [0, 2, 5, 11, 19]],
  [
    '6c6b6a683233346c68396669756839307932336f697568736166756a6861646f66323239706872396831396838396838',
    -58897971,
    [0, 2, 5, 5, 77],
  ],
  ['37663163396432652d356133342d346137652d396134312d306636633961316432623363', 324806509, [0, 1, 1, 1, 9]],
  ['30313930613665342d386331662d376232612d396433652d346635613662376338643965', 4320258, [0, 0, 0, 6, 58]],
  ['73616b2d323032342d303030313233', -10037337, [0, 2, 5, 11, 11]],
  ['626cc3a562c3a67273796c746574c3b879', -1261545792, [0, 2, 2, 8, 56]],
  ['c386726c696720c398737465727320c3856c', -596081554, [0, 1, 4, 10, 94]],
  ['f09f9880f09fa7a8', 117295780, [0, 1, 4, 4, 80]],
  ['00', 375494588, [0, 2, 2, 8, 88]],
  ['0001020304', -1916494074, [0, 2, 2, 2, 74]],
  [Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('hex'), -1948347274, [0, 1, 4, 10, 74]],
  [Buffer.from(Array.from({ length: 255 }, (_, i) => i)).toString('hex'), 1542706800, [0, 0, 0, 0, 0]],
  [Buffer.from(Array.from({ length: 254 }, (_, i) => i)).toString('hex'), 1651449572, [0, 2, 2, 8, 72]],
  [Buffer.from(Array.from({ length: 253 }, (_, i) => i)).toString('hex'), -996188436, [0, 2, 2, 8, 12]],
];

describe('the partitioner agrees with the Java client', () => {
  test.each(GOLDEN)('case %#', (hex, hash, partitions) => {
    const key = Buffer.from(hex, 'hex');
    expect(murmur2(key)).toBe(hash);
    expect(PARTITION_COUNTS.map((count) => partitionFor(key, count))).toEqual(partitions);
  });

  test.each([0, -1, 1.5, Number.NaN])('and refuses %s as a number of partitions', (count) => {
    expect(() => partitionFor(Buffer.from('a'), count)).toThrow(RangeError);
  });
});
