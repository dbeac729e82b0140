import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../test/real-database.ts';
import type { StoreClient } from '../index.ts';
import {
  encodeByteaArray,
  encodeDateArray,
  encodeInt4Array,
  encodeInt8Array,
  encodeTextArray,
  encodeTimestampArray,
  encodeUuidArray,
} from './array-encoding.ts';

let database: TestDatabase;
let client: StoreClient;
beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
  client = await database.open();
});
afterAll(() => database.drop());

const safeText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000') && text.isWellFormed());
const instantMs = fc.integer({ min: -2_000_000_000_000, max: 253_402_300_799_999 });
const row = fc.record({
  uuid: fc.option(fc.uuid()),
  int4: fc.option(fc.integer()),
  int8: fc.option(fc.maxSafeInteger()),
  day: fc.option(fc.integer({ min: -5_000, max: 2_000_000 })),
  instant: fc.option(instantMs),
  bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
  text: fc.option(safeText),
});

test('Postgres reads back exactly what was encoded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const { rows: read } = await client.run(
        {
          name: 'read-back',
          text: `select uuid, int4, int8, day - date '1970-01-01' as day,
              extract(epoch from instant) * 1000 as instant, bytes, text
            from unnest($1::uuid[], $2::integer[], $3::bigint[], $4::date[], $5::timestamptz[], $6::bytea[],
              $7::text[]) as given (uuid, int4, int8, day, instant, bytes, text)`,
        },
        [
          encodeUuidArray(rows.map(({ uuid }) => uuid)),
          encodeInt4Array(rows.map(({ int4 }) => int4)),
          encodeInt8Array(rows.map(({ int8 }) => int8)),
          encodeDateArray(rows.map(({ day }) => day)),
          encodeTimestampArray(rows.map(({ instant }) => instant)),
          encodeByteaArray(rows.map(({ bytes }) => bytes)),
          encodeTextArray(rows.map(({ text }) => text)),
        ],
      );
      const toNumber = (value: unknown) => (value === null ? null : Number(value));
      const plain = read.map((one) => ({
        ...one,
        int8: toNumber(one['int8']),
        instant: toNumber(one['instant']),
        bytes: one['bytes'] === null ? null : Uint8Array.from(one['bytes'] as Buffer),
      }));
      expect(plain).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});
