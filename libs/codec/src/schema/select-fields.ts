import type { RecordSchemaJson } from './schema-json.ts';
import { rewriteRecords, shortName } from './tag-fields.ts';

/** The fields that are wanted, by the short name of their record; of a record that is not named here, none. */
export type FieldSelection = Readonly<Record<string, readonly string[]>>;

/**
 * A reader's schema with the wanted fields alone. A named type has to be wanted where it is defined, or nowhere. Throws RangeError
 * for a field that does not exist; a retry does not help.
 */
export function selectFields(schema: RecordSchemaJson, wanted: FieldSelection): RecordSchemaJson {
  const found = new Set<string>();
  const selected = rewriteRecords(schema, (record) => {
    const name = shortName(record.name);
    const fields = record.fields.filter((field) => wanted[name]?.includes(field.name) === true);
    for (const field of fields) found.add(`${name}.${field.name}`);
    return { ...record, fields };
  });
  for (const [name, fields] of Object.entries(wanted)) {
    const missing = fields.find((field) => !found.has(`${name}.${field}`));
    if (missing !== undefined) throw new RangeError(`There is no field ${name}.${missing}`);
  }
  return selected as RecordSchemaJson;
}
