import { describe, expect, test } from '@jest/globals';
import { findIncompatibilities } from './schema-compatibility.ts';
import type { FieldJson, RecordSchemaJson, SchemaJson } from './schema-json.ts';

const record = (...fields: FieldJson[]): RecordSchemaJson => ({ type: 'record', name: 'Thing', fields });
const field = (type: SchemaJson, more: Partial<FieldJson> = {}): FieldJson => ({ name: 'a', type, ...more });
const colour = (symbols: string[], fallback?: string): SchemaJson => ({
  type: 'enum',
  name: 'Colour',
  symbols,
  ...(fallback === undefined ? {} : { default: fallback }),
});
const empty = (name: string): SchemaJson => ({ type: 'record', name, fields: [] });
const time = (logicalType: string): SchemaJson => ({ type: 'long', logicalType });

/** Each change with what is found when the new schema reads the old one and the other way round. */
const changes: readonly (readonly [string, RecordSchemaJson, RecordSchemaJson, RegExp | null, RegExp | null])[] = [
  ['nothing', record(field('string')), record(field('string')), null, null],
  ['an added field with default', record(), record(field('string', { default: '' })), null, null],
  ['an added field without default', record(), record(field('string')), /added/, null],
  ['a removed field without default', record(field('string')), record(), null, /added/],
  ['a renamed field', record(field('string')), record({ name: 'b', type: 'string' }), /b: .*added/, /a: .*added/],
  ['a promoted type', record(field('int')), record(field('long')), /int became long/, /long became int/],
  ['text that became bytes', record(field('string')), record(field('bytes')), /string became bytes/, /bytes became/],
  [
    'millis that became micros',
    record(field(time('timestamp-millis'))),
    record(field(time('timestamp-micros'))),
    /logical type/,
    /logical type/,
  ],
  [
    'a changed default',
    record(field('int', { default: 1 })),
    record(field('int', { default: 2 })),
    /default changed/,
    /default changed/,
  ],
  [
    'a new enum symbol',
    record(field(colour(['RED']))),
    record(field(colour(['RED', 'BLUE']))),
    null,
    /no default for the symbols BLUE/,
  ],
  [
    'a new enum symbol beside a default',
    record(field(colour(['RED'], 'RED'))),
    record(field(colour(['RED', 'BLUE'], 'RED'))),
    null,
    null,
  ],
  [
    'a new branch of a union',
    record(field(['null', empty('A')])),
    record(field(['null', empty('A'), empty('B')])),
    null,
    /no branch B/,
  ],
  ['a renamed record', record(field(empty('A'))), record(field(empty('B'))), /A was renamed B/, /B was renamed A/],
  [
    'a longer fixed',
    record(field({ type: 'fixed', name: 'F', size: 4 })),
    record(field({ type: 'fixed', name: 'F', size: 8 })),
    /size 4 became 8/,
    /size 8 became 4/,
  ],
  [
    'a change deep inside',
    record(field({ type: 'array', items: { type: 'map', values: 'int' } })),
    record(field({ type: 'array', items: { type: 'map', values: 'string' } })),
    /a\[\]\{\}: int became string/,
    /became int/,
  ],
];

describe('findIncompatibilities', () => {
  test.each(changes)('judges %s in both directions', (_, before, after, forward, backward) => {
    for (const [found, expected] of [
      [findIncompatibilities(after, before), forward],
      [findIncompatibilities(before, after), backward],
    ] as const) {
      if (expected === null) expect(found).toEqual([]);
      else expect(found.join('\n')).toMatch(expected);
    }
  });
});
