import { describe, expect, test } from '@jest/globals';
import { StoreError } from '../store-error.ts';
import {
  encodeByteaArray,
  encodeDateArray,
  encodeInt8Array,
  encodeTextArray,
  encodeTimestampArray,
  encodeUuidArray,
} from './array-encoding.ts';

describe('a binary array', () => {
  test('has header, lengths and bytes as Postgres wants them, and nulls', () => {
    expect(encodeTextArray(['æ', null]).toString('hex')).toBe(
      ['00000001', '00000001', '00000019', '00000002', '00000001', '00000002', 'c3a6', 'ffffffff'].join(''),
    );
  });
  test('without elements has no dimension', () => {
    expect(encodeByteaArray([]).toString('hex')).toBe(['00000000', '00000001', '00000011'].join(''));
  });
  test('counts days and microseconds from the year 2000', () => {
    expect(encodeDateArray([10_957, 10_956]).subarray(20).toString('hex')).toBe(
      '0000000400000000' + '00000004ffffffff',
    );
  });
  test('takes every instant that the clock of the database can tell, to the microsecond', () => {
    const startMs = 1_795_427_679_240;
    for (let microseconds = 0; microseconds < 1_000; microseconds += 1) {
      const encoded = encodeTimestampArray([startMs + microseconds / 1_000]);
      const expected = BigInt(startMs - 946_684_800_000) * 1_000n + BigInt(microseconds);
      expect(encoded.readBigInt64BE(24)).toBe(expected);
    }
  });
  test('holds negative and large numbers', () => {
    expect(
      encodeInt8Array([-1, 2 ** 40 + 3])
        .subarray(20)
        .toString('hex'),
    ).toBe('00000008ffffffffffffffff' + '000000080000010000000003');
  });
});

describe('a UUID', () => {
  const uuid = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
  test('is written as its 16 bytes, in either case', () => {
    const expected = uuid.replaceAll('-', '');
    expect(encodeUuidArray([uuid]).subarray(24).toString('hex')).toBe(expected);
    expect(encodeUuidArray([uuid.toUpperCase()]).subarray(24).toString('hex')).toBe(expected);
  });
  test.each([
    ['too short', uuid.slice(1)],
    ['too long', `${uuid}0`],
    ['a wrong digit', uuid.replace('a', 'g')],
    ['a letter far outside ASCII', uuid.replace('a', 'š')],
    ['a dash too few', uuid.replaceAll('-', '0')],
    ['empty', ''],
  ])('with %s is refused without naming it', (_what, text) => {
    const encode = () => encodeUuidArray([text]);
    expect(encode).toThrow(StoreError);
    expect(encode).toThrow(/^STORE_DATA: not a UUID$/);
  });
});
