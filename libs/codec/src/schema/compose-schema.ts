import { type FieldJson, isNamedJson, isUnionJson, type RecordSchemaJson, type SchemaJson } from './schema-json.ts';

/** Schema files by full name (namespace and name). */
export type SchemaSources = ReadonlyMap<string, RecordSchemaJson>;

/**
 * One self-contained schema: a full name that another file defines is replaced by that definition at its first use and
 * stays a name afterwards, as Avro wants it. Deterministic; throws on a name that no file defines (a retry does not help).
 */
export function composeSchema(fullName: string, sources: SchemaSources): RecordSchemaJson {
  const written = new Set<string>([fullName]);

  const inline = (schema: SchemaJson): SchemaJson => {
    if (typeof schema === 'string') return inlineName(schema);
    if (isUnionJson(schema)) return schema.map(inline);
    if (isNamedJson(schema)) return schema.type === 'record' ? inlineRecord(schema) : schema;
    if (schema.type === 'array') return { ...schema, items: inline(schema.items) };
    if (schema.type === 'map') return { ...schema, values: inline(schema.values) };
    return schema;
  };
  const inlineName = (name: string): SchemaJson => {
    if (!name.includes('.') || written.has(name)) return name;
    written.add(name);
    return inlineRecord(definitionOf(name, sources));
  };
  const inlineRecord = (record: RecordSchemaJson): RecordSchemaJson => ({
    ...record,
    fields: record.fields.map((field): FieldJson => ({ ...field, type: inline(field.type) })),
  });

  return inlineRecord(definitionOf(fullName, sources));
}

function definitionOf(fullName: string, sources: SchemaSources): RecordSchemaJson {
  const definition = sources.get(fullName);
  if (definition === undefined) throw new Error(`No schema file defines ${fullName}`);
  return definition;
}
