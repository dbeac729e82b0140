import { describe, expect, test } from '@jest/globals';
import { ByteScanner } from './byte-scanner.ts';
import { DEFAULT_DECODE_LIMITS, DEFAULT_SCHEMA_LIMITS } from './decode-limits.ts';
import { createScanPlan } from './scan-plan.ts';

const planOf = (schema: unknown) => createScanPlan(schema, DEFAULT_SCHEMA_LIMITS);
const scan = (schema: unknown, bytes: Buffer | readonly number[]) =>
  new ByteScanner(DEFAULT_DECODE_LIMITS).scan(Buffer.from(bytes as Uint8Array), 0, planOf(schema));
const record = (...fields: readonly [string, unknown][]) => ({
  type: 'record',
  name: 'Thing',
  fields: fields.map(([name, type]) => ({ name, type })),
});
/** Avro's zigzag number in the shortest form. */
function long(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}
const ok = (canonical: boolean) => expect.objectContaining({ ok: true, canonical });
const refused = (code: string, path = '') => expect.objectContaining({ ok: false, code, path });

describe('the byte scanner takes', () => {
  test.each([
    ['null', []],
    ['boolean', [1]],
    ['int', long(-5n)],
    ['int', long(2n ** 31n - 1n)],
    ['long', long(2n ** 52n - 1n)],
    ['long', long(-(2n ** 52n) + 1n)],
    ['float', [0, 0, 0, 0]],
    ['double', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['bytes', [4, 0xff, 0xfe]],
    ['string', [6, 0xc3, 0xa6, 0x61]],
    [{ type: 'fixed', name: 'F', size: 2 }, [1, 2]],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, [2]],
    [{ type: 'array', items: 'int' }, [4, 2, 2, 0]],
    [{ type: 'map', values: 'int' }, [2, 2, 0x61, 2, 0]],
    [
      ['null', 'int'],
      [2, 2],
    ],
    [record(['a', 'int'], ['b', 'null']), [2]],
  ])('%j', (schema, bytes) => {
    expect(scan(schema, bytes)).toEqual(ok(true));
  });

  test('bytes that another encoder may write, and says that ours would write others', () => {
    expect(scan('int', [0x82, 0x00])).toEqual(ok(false));
    expect(scan({ type: 'array', items: 'int' }, [2, 2, 2, 2, 0])).toEqual(ok(false));
    expect(scan({ type: 'array', items: 'int' }, [3, 4, 2, 2, 0])).toEqual(ok(false));
  });
});

describe('the byte scanner refuses', () => {
  test.each([
    ['nothing where a value must be', 'int', []],
    ['a byte too many', 'int', [2, 0]],
    ['a boolean that is neither', 'boolean', [2]],
    ['an int beyond 32 bits', 'int', long(2n ** 31n)],
    ['a number that JavaScript cannot hold', 'long', long(2n ** 53n + 1n)],
    ['a number that avsc would read as another', 'long', long(-(2n ** 52n) - 1n)],
    ['the largest number', 'long', long(2n ** 63n - 1n)],
    ['the smallest number', 'long', long(-(2n ** 63n))],
    ['a number without end', 'long', Array(11).fill(0x80)],
    ['a number beyond 64 bits', 'long', [...Array(9).fill(0xff), 0x02]],
    ['a length below zero', 'string', long(-1n)],
    ['a length beyond the end', 'string', [4, 0x61]],
    ['a union index beyond the branches', ['null', 'int'], [4]],
    ['a union index below zero', ['null', 'int'], [1]],
    ['an enum index beyond the symbols', { type: 'enum', name: 'E', symbols: ['A'] }, [2]],
    ['more items than bytes', { type: 'array', items: 'int' }, [40, 0]],
    ['a block that says a wrong size', { type: 'array', items: 'int' }, [3, 6, 2, 2, 0]],
    ['a block with a size below zero', { type: 'array', items: 'int' }, [3, 3, 2, 2, 0]],
    ['a fixed that is cut off', { type: 'fixed', name: 'F', size: 3 }, [1, 2]],
    ['a double that is cut off', 'double', [1, 2, 3]],
  ])('%s', (_, schema, bytes) => {
    expect(scan(schema, bytes)).toEqual(refused('AVRO_CORRUPT'));
  });

  test.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut-off character', [0xc3]],
    ['a cut-off character of three bytes', [0xe2, 0x82]],
    ['a second byte that does not follow', [0xc3, 0x28]],
    ['a point beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('text with %s, short or long', (_, bad) => {
    const long300 = [...Buffer.alloc(300, 'a'), ...bad];
    expect(scan('string', [bad.length * 2, ...bad])).toEqual(refused('AVRO_CORRUPT'));
    expect(scan('string', [...long(BigInt(long300.length)), ...long300])).toEqual(refused('AVRO_CORRUPT'));
  });

  test('bad text as the key of a map', () => {
    expect(scan({ type: 'map', values: 'null' }, [2, 2, 0xff, 0])).toEqual(refused('AVRO_CORRUPT', '{}'));
  });

  test('at the field where it stopped', () => {
    const schema = record(['a', 'int'], ['b', { type: 'array', items: ['null', record2('c', 'boolean')] }]);
    expect(scan(schema, [2, 4, 0, 2, 7, 0])).toEqual(refused('AVRO_CORRUPT', 'b[1].c'));
  });
});

describe('the byte scanner bounds', () => {
  const nullArray = { type: 'array', items: 'null' };

  test.each([
    ['30 million nulls', nullArray, [...long(30_000_000n), 0]],
    ['30 million nulls in a block with a size', nullArray, [...long(-30_000_000n), 0, 0]],
    ['the most negative count', nullArray, [...long(-(2n ** 63n)), 0, 0]],
    ['10 million items', { type: 'array', items: 'int' }, [...long(10_000_000n), 0]],
    ['10 million entries of a map', { type: 'map', values: 'null' }, [...long(10_000_000n), 0]],
    ['empty records without end', { type: 'array', items: record() }, [...long(2_000n), 0]],
    ['items in very many blocks', nullArray, [...Array(2_000).fill(2), 0]],
  ])('%s without walking over them', (_, schema, bytes) => {
    const result = scan(schema, bytes);
    expect(result).toEqual(refused('AVRO_LIMITS', ''));
    expect(result.stepCount).toBeLessThan(1_100);
  });

  test('recursion, however deep the bytes go', () => {
    const list = { type: 'record', name: 'List', fields: [{ name: 'next', type: ['null', 'List'] }] };
    expect(scan(list, [...Array(10).fill(2), 0])).toEqual(ok(true));
    const result = scan(list, [...Array(100_000).fill(2), 0]);
    expect(result).toMatchObject({ ok: false, code: 'AVRO_LIMITS' });
    expect(result.stepCount).toBeLessThan(100);
  });

  test('the steps of all, where wide empty records make much of few bytes', () => {
    const wide = record(...Array.from({ length: 500 }, (_, index) => [`f${index}`, 'null'] as [string, unknown]));
    const bytes = Array.from({ length: 300 }, () => [...long(900n), 0]).flat();
    const schema = { type: 'array', items: { type: 'array', items: wide } };
    const result = scan(schema, [...long(300n), ...bytes, 0]);
    expect(result).toMatchObject({ ok: false, code: 'AVRO_LIMITS' });
    expect(result.stepCount).toBe(DEFAULT_DECODE_LIMITS.maxSteps + 1);
  });

  test('the length of one text', () => {
    const bytes = Buffer.alloc(DEFAULT_DECODE_LIMITS.maxStringBytes + 1, 'a');
    expect(scan('string', [...long(BigInt(bytes.length)), ...bytes])).toEqual(refused('AVRO_LIMITS'));
  });
});

function record2(name: string, type: unknown) {
  return { type: 'record', name: 'Inner', fields: [{ name, type }] };
}
