import { describe, expect, test } from '@jest/globals';
import { EVENT_SCHEMA_NAMES, readEventSchema } from '../schema/schema-sources.ts';
import { DEFAULT_SCHEMA_LIMITS } from './decode-limits.ts';
import { createScanPlan, SchemaRejected } from './scan-plan.ts';

const plan = (schema: unknown) => createScanPlan(schema, DEFAULT_SCHEMA_LIMITS);
const nested = (depth: number): unknown => (depth === 0 ? 'int' : { type: 'array', items: nested(depth - 1) });
const record = (fields: unknown, name: unknown = 'R') => ({ type: 'record', name, fields });

describe('a scan plan', () => {
  test.each(EVENT_SCHEMA_NAMES)('is made of our own %s', (name) => {
    expect(plan(readEventSchema(name)).kind).toBe('record');
  });

  test('knows the fewest bytes of each type', () => {
    expect(
      plan(
        record([
          { name: 'a', type: 'double' },
          { name: 'b', type: ['null', 'int'] },
        ]),
      ).minBytes,
    ).toBe(9);
    expect(plan({ type: 'fixed', name: 'F', size: 16 }).minBytes).toBe(16);
    expect(plan(record([{ name: 'next', type: ['null', 'R'] }])).minBytes).toBe(1);
  });

  test('follows names through namespaces as Avro does', () => {
    const inner = { type: 'enum', name: 'E', symbols: ['A'] };
    const schema = {
      ...record([
        { name: 'a', type: inner },
        { name: 'b', type: 'x.y.E' },
        { name: 'c', type: 'E' },
      ]),
      namespace: 'x.y',
    };
    const node = plan(schema);
    expect(node.children[1]).toBe(node.children[0]);
    expect(node.children[2]).toBe(node.children[0]);
  });

  test.each([
    ['a number', 7],
    ['null', null],
    ['a name that nobody defines', 'Missing'],
    ['a name that JavaScript knows', 'constructor'],
    ['a name defined twice', [record([]), record([])]],
    ['a union in a union', [['null']]],
    ['an empty union', []],
    ['a record without fields', { type: 'record', name: 'R' }],
    ['a record without name', { type: 'record', fields: [] }],
    ['a name that is no Avro name', record([], 'a-b')],
    ['a field name that is no Avro name', record([{ name: 'a b', type: 'int' }])],
    ['a very long name', record([], 'x'.repeat(200))],
    ['a fixed with a size below zero', { type: 'fixed', name: 'F', size: -1 }],
    ['an enum without symbols', { type: 'enum', name: 'E', symbols: [] }],
    ['an object without type', {}],
    ['too deep nesting', nested(100)],
    ['too many types', record(Array.from({ length: 5_000 }, (_, index) => ({ name: `f${index}`, type: 'int' })))],
    ['too many symbols', { type: 'enum', name: 'E', symbols: Array(5_000).fill('A') }],
  ])('is not made of %s', (_, schema) => {
    expect(() => plan(schema)).toThrow(SchemaRejected);
  });
});
