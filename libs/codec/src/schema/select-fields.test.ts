import { expect, test } from '@jest/globals';
import type { RecordSchemaJson } from './schema-json.ts';
import { selectFields } from './select-fields.ts';

const schema: RecordSchemaJson = {
  type: 'record',
  name: 'Outer',
  namespace: 'no.varselvakt',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'secret', type: 'string' },
    { name: 'inner', type: ['null', { type: 'record', name: 'Inner', fields: [{ name: 'text', type: 'string' }] }] },
  ],
};

test('keeps the wanted fields, and of a record that is not named none', () => {
  expect(selectFields(schema, { Outer: ['id', 'inner'] })).toEqual({
    ...schema,
    fields: [
      { name: 'id', type: 'string' },
      { name: 'inner', type: ['null', { type: 'record', name: 'Inner', fields: [] }] },
    ],
  });
});

test('refuses a field that does not exist', () => {
  expect(() => selectFields(schema, { Outer: ['id'], Inner: ['title'] })).toThrow('There is no field Inner.title');
});
