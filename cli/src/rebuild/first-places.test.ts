import { expect, test } from '@jest/globals';
import type { IncomingRecord } from '@varselvakt/kafka';
import { firstOffsetHeaders } from '@varselvakt/pipeline';
import { createFirstPlaces } from './first-places.ts';

const recordAt = (offset: number, key: string, firstOffset: number | null = null): IncomingRecord => ({
  topic: 'events',
  partition: 1,
  offset: BigInt(offset),
  timestampMs: 0,
  timestampType: 'CreateTime',
  key: Buffer.from(key),
  value: Buffer.from(`${key} at ${offset}`),
  headers: Object.fromEntries(
    Object.entries(firstOffset === null ? {} : firstOffsetHeaders(BigInt(firstOffset))).map(([name, value]) => [
      name,
      Buffer.from(String(value)),
    ]),
  ),
});
const described = (records: readonly IncomingRecord[]) => records.map(({ key, offset }) => `${key}@${offset}`);

function arranged(...records: readonly IncomingRecord[]) {
  const places = createFirstPlaces();
  for (const record of records) places.note(record);
  const left = records.filter((record) => !places.isOutdated(record));
  // Batches of one and of many.
  const [first, ...others] = left;
  const order = [...(first === undefined ? [] : places.arrange([first])), ...places.arrange(others)];
  return { order: described(order), addedCount: places.addedCount() };
}

test('an event that compaction has left only where it was put back comes in its first place', () => {
  const { order, addedCount } = arranged(recordAt(3, 'a'), recordAt(5, 'b'), recordAt(9, 'override', 4));
  expect([order, addedCount]).toEqual([['a@3', 'override@4', 'b@5', 'override@9'], 1]);
});

test('one that still lies in its first place is not added', () => {
  const { order, addedCount } = arranged(recordAt(4, 'override'), recordAt(5, 'b'), recordAt(9, 'override', 4));
  expect([order, addedCount]).toEqual([['override@4', 'b@5', 'override@9'], 0]);
});

test('the repeat for which it was put back is passed over, another event of another key is not', () => {
  const { order } = arranged(recordAt(4, 'x'), recordAt(6, 'x'), recordAt(7, 'y'), recordAt(9, 'x', 4));
  expect(order).toEqual(['x@4', 'y@7', 'x@9']);
});

test('one that was put back several times comes once, before what is first on the log now', () => {
  const { order, addedCount } = arranged(recordAt(8, 'b'), recordAt(9, 'x', 2), recordAt(12, 'x', 2));
  expect([order, addedCount]).toEqual([['x@2', 'b@8', 'x@12'], 1]);
});

test('of a log on which nothing was put back all stays as it is', () => {
  expect(arranged(recordAt(1, 'a'), recordAt(2, 'a')).order).toEqual(['a@1', 'a@2']);
});
