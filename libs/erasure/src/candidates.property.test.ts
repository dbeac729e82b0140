/** Of records of erased aggregates, exactly those are left over that no tombstone follows in their own partition. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCandidates } from './candidates.ts';

const logs = fc.array(
  fc.record({
    partition: fc.integer({ min: 0, max: 1 }),
    key: fc.integer({ min: 0, max: 3 }),
    isTombstone: fc.boolean(),
  }),
  { maxLength: 60 },
);

interface LogRecord {
  readonly partition: number;
  readonly key: Buffer;
  readonly offset: bigint;
  readonly isTombstone: boolean;
}

/** The offsets of the last records of each key in each partition, unless they are tombstones. */
function lastStanding(records: readonly LogRecord[]): readonly bigint[] {
  const last = new Map(records.map((one) => [`${one.partition} ${one.key}`, one]));
  return records.filter((one) => !one.isTombstone && [...last.values()].includes(one)).map(({ offset }) => offset);
}

function readInBatches(records: readonly LogRecord[], batchSize: number): readonly bigint[] {
  const candidates = createCandidates(1_000);
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize);
    for (const { partition, offset, key } of batch.filter(({ isTombstone }) => !isTombstone))
      candidates.add({ partition, offset, key, erasureNumber: 1n });
    for (const one of batch.filter(({ isTombstone }) => isTombstone)) candidates.strike(one);
  }
  const offsets = candidates.all().map(({ offset }) => offset);
  return offsets.sort((a, b) => Number(a - b));
}

test('whatever is read in whatever batches', () => {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 10 }), (log, batchSize) => {
      const records = log.map((one, index) => ({ ...one, key: Buffer.from(`key ${one.key}`), offset: BigInt(index) }));
      expect(readInBatches(records, batchSize)).toEqual(lastStanding(records));
    }),
  );
});

test('no more are remembered than may be', () => {
  const candidates = createCandidates(2);
  const add = (key: string) => candidates.add({ partition: 0, offset: 1n, key: Buffer.from(key), erasureNumber: 1n });
  add('a');
  expect(candidates.isFull()).toBe(false);
  add('b');
  expect(candidates.isFull()).toBe(true);
  candidates.strike({ partition: 0, offset: 2n, key: Buffer.from('a') });
  expect(candidates.isFull()).toBe(false);
});
