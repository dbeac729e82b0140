import { describe, expect, test } from '@jest/globals';
import type { RecordSchemaJson } from './schema-json.ts';
import { EVENT_SCHEMA_NAMES, readEventSchema } from './schema-sources.ts';
import { TAG, withoutTagFields, withTagFields } from './tag-fields.ts';

const fieldNames = (schema: unknown) => [...JSON.stringify(schema).matchAll(/"name":"(\w+)","type"/g)].map((m) => m[1]);

describe('tag fields', () => {
  test.each(EVENT_SCHEMA_NAMES)('cannot be mistaken for a field of %s, which has none of that name', (name) => {
    expect(fieldNames(readEventSchema(name))).not.toContain(TAG);
  });

  test('are added to the records of a union only', () => {
    const schema: RecordSchemaJson = {
      type: 'record',
      name: 'Holder',
      fields: [
        { name: 'a', type: ['null', { type: 'record', name: 'Alone', fields: [] }] },
        {
          name: 'b',
          type: [
            { type: 'record', name: 'One', fields: [] },
            { type: 'record', name: 'Two', fields: [] },
          ],
        },
      ],
    };
    const text = JSON.stringify(withTagFields(schema));
    expect(text).toContain('"name":"One","fields":[{"name":"type","type":"string","default":"One"}]');
    expect(text).toContain('"name":"Two","fields":[{"name":"type","type":"string","default":"Two"}]');
    expect(text).toContain('"name":"Alone","fields":[]');
  });

  test("of a writer's own get another name", () => {
    const schema: RecordSchemaJson = {
      type: 'record',
      name: 'R',
      fields: [
        { name: 'type', type: 'string' },
        { name: 'type_written', type: 'string' },
      ],
    };
    expect(fieldNames(withoutTagFields(schema))).toEqual(['type_written_', 'type_written']);
  });
});
