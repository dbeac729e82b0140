import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { eventTypesSource } from './event-types-source.ts';
import { isNamedJson, isUnionJson, type SchemaJson } from './schema-json.ts';
import { EVENT_SCHEMA_NAMES, readEventSchema, readSchemaSources } from './schema-sources.ts';

const schemas = EVENT_SCHEMA_NAMES.map(readEventSchema);

describe('the schemas', () => {
  test('explain every record, enum, fixed and field', () => {
    expect([...readSchemaSources().values()].flatMap((schema) => undocumented(schema))).toEqual([]);
  });

  test('give every optional field and every list a default, so that it can be left out', () => {
    expect([...readSchemaSources().values()].flatMap((schema) => withoutDefault(schema))).toEqual([]);
  });

  test('have the TypeScript types that are generated from them: run `npm run schemas:types -w libs/codec`', () => {
    const generated = readFileSync(new URL('../../../domain/src/generated/events.ts', import.meta.url), 'utf8');
    expect(generated).toBe(eventTypesSource(schemas));
  });
});

describe('eventTypesSource', () => {
  test('makes a closed union with a type property of records that stand side by side', () => {
    const source = eventTypesSource([
      {
        type: 'record',
        name: 'Holder',
        fields: [{ name: 'things', type: { type: 'array', items: [empty('A'), empty('B')] }, doc: 'Some.' }],
      },
    ]);
    expect(source).toContain("export type A = {\n  readonly type: 'A';\n};");
    expect(source).toContain('export type Thing =\n  | A\n  | B;');
    expect(source).toContain('  /** Some. */\n  readonly things: readonly Thing[];');
  });

  test('writes null last and puts a union inside a list in brackets', () => {
    const source = eventTypesSource([
      {
        type: 'record',
        name: 'Holder',
        fields: [
          { name: 'a', type: ['null', 'long'] },
          { name: 'b', type: { type: 'array', items: ['null', 'bytes'] } },
        ],
      },
    ]);
    expect(source).toContain('readonly a: number | null;');
    expect(source).toContain('readonly b: readonly (Uint8Array | null)[];');
  });
});

const empty = (name: string): SchemaJson => ({ type: 'record', name, fields: [] });

function undocumented(schema: SchemaJson): string[] {
  if (typeof schema === 'string') return [];
  if (isUnionJson(schema)) return schema.flatMap(undocumented);
  if (schema.type === 'array') return undocumented(schema.items);
  if (!isNamedJson(schema)) return [];
  const own = schema.doc ? [] : [schema.name];
  if (schema.type !== 'record') return own;
  const fields = schema.fields.flatMap((field) => [
    ...(field.doc ? [] : [`${schema.name}.${field.name}`]),
    ...undocumented(field.type),
  ]);
  return [...own, ...fields];
}

function withoutDefault(schema: SchemaJson): string[] {
  if (typeof schema === 'string') return [];
  if (isUnionJson(schema)) return schema.flatMap(withoutDefault);
  if (schema.type === 'array') return withoutDefault(schema.items);
  if (!isNamedJson(schema) || schema.type !== 'record') return [];
  return schema.fields.flatMap((field) => {
    const nullable = isUnionJson(field.type) && field.type[0] === 'null';
    const list = typeof field.type === 'object' && !isUnionJson(field.type) && field.type.type === 'array';
    const missing = (nullable && field.default !== null) || (list && JSON.stringify(field.default) !== '[]');
    return [...(missing ? [`${schema.name}.${field.name}`] : []), ...withoutDefault(field.type)];
  });
}
