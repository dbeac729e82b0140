import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutgoingRecord } from '../record/record.ts';
import { countFitting, halve, laneOf, recordBytes, splitIntoParcels } from './parcels.ts';

const recordArbitrary: fc.Arbitrary<OutgoingRecord> = fc.record({
  topic: fc.constantFrom('a', 'b'),
  partition: fc.nat(3),
  key: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
  value: fc.option(fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes))),
  headers: fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 20 }), { maxKeys: 3 }),
});
const limitsArbitrary = fc.record({
  maxBytes: fc.integer({ min: 1, max: 2_000 }),
  maxRecords: fc.integer({ min: 1, max: 9 }),
});

test('splitting loses nothing, invents nothing and keeps the order within each partition', () => {
  fc.assert(
    fc.property(fc.array(recordArbitrary, { maxLength: 60 }), limitsArbitrary, (records, limits) => {
      const parcels = splitIntoParcels(records, limits);
      const indexes = parcels.flatMap((parcel) => [...parcel.indexes]);
      expect([...indexes].sort((a, b) => a - b)).toEqual(records.map((_, index) => index));
      for (const parcel of parcels) {
        expect(parcel.records).toEqual(parcel.indexes.map((index) => records[index]));
        expect(new Set(parcel.records.map(laneOf))).toEqual(new Set([laneOf(parcel)]));
      }
      for (const lane of new Set(records.map(laneOf))) {
        const inLane = parcels.filter((parcel) => laneOf(parcel) === lane).flatMap((parcel) => [...parcel.indexes]);
        expect(inLane).toEqual([...inLane].sort((a, b) => a - b));
      }
    }),
  );
});

test('no parcel is over a limit, but for a single record that is too large by itself', () => {
  fc.assert(
    fc.property(fc.array(recordArbitrary, { maxLength: 60 }), limitsArbitrary, (records, limits) => {
      for (const { records: inside, byteCount } of splitIntoParcels(records, limits)) {
        expect(inside.length).toBeLessThanOrEqual(limits.maxRecords);
        expect(byteCount).toBe(inside.reduce((sum, record) => sum + recordBytes(record), 0));
        if (inside.length > 1) expect(byteCount).toBeLessThanOrEqual(limits.maxBytes);
      }
    }),
  );
});

test('a request takes at least one parcel and never more than the limits allow', () => {
  fc.assert(
    fc.property(fc.array(recordArbitrary, { minLength: 1, maxLength: 60 }), limitsArbitrary, (records, limits) => {
      const queue = splitIntoParcels(records, limits).map((parcel) => ({ parcel }));
      const count = countFitting(queue, limits);
      expect(count).toBeGreaterThan(0);
      const taken = queue.slice(0, count).map(({ parcel }) => parcel);
      const recordCount = taken.reduce((sum, { records: inside }) => sum + inside.length, 0);
      if (count > 1) expect(recordCount).toBeLessThanOrEqual(limits.maxRecords);
    }),
  );
});

test('a halved parcel is the same records in the same order', () => {
  fc.assert(
    fc.property(fc.array(recordArbitrary, { minLength: 2, maxLength: 20 }), (given) => {
      const records = given.map((record) => ({ ...record, topic: 'a', partition: 0 }));
      const [parcel] = splitIntoParcels(records, { maxBytes: 1e9, maxRecords: 1e9 });
      if (parcel === undefined) throw new Error('no parcel');
      const [left, right] = halve(parcel);
      expect([...left.records, ...right.records]).toEqual(parcel.records);
      expect([...left.indexes, ...right.indexes]).toEqual(parcel.indexes);
      expect(left.byteCount + right.byteCount).toBe(parcel.byteCount);
      expect(Math.min(left.records.length, right.records.length)).toBeGreaterThan(0);
    }),
  );
});
