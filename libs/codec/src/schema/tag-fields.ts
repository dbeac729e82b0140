import { isNamedJson, isUnionJson, type RecordSchemaJson, type SchemaJson } from './schema-json.ts';

/** The property that tells the records of a union apart once they are decoded; no field of ours may have this name. */
export const TAG = 'type';

/** True for a union of two or more records, whose values need a tag. */
function isRecordUnion(schema: SchemaJson): schema is readonly SchemaJson[] {
  return isUnionJson(schema) && schema.filter((branch) => branchNameOf(branch) !== undefined).length > 1;
}

/**
 * A reader's schema in which every record of a union has a first field `type` that no writer fills: its default is the
 * record's short name, so that decoding sets the tag without a step of its own.
 */
export function withTagFields(schema: RecordSchemaJson): RecordSchemaJson {
  const tagged = new Set(taggedNames(schema));
  return rewriteRecords(schema, (record) => {
    const name = shortName(record.name);
    if (!tagged.has(name)) return record;
    return { ...record, fields: [{ name: TAG, type: 'string', default: name }, ...record.fields] };
  }) as RecordSchemaJson;
}

/**
 * A writer's schema in which fields of its own that happen to be named like the tag have another name, so that no writer
 * can choose the tag. Names do not show in the bytes. For schemas that passed the scan plan's check.
 */
export function withoutTagFields(schema: SchemaJson): SchemaJson {
  return rewriteRecords(schema, (record) => ({
    ...record,
    fields: record.fields.map((field) => (field.name === TAG ? { ...field, name: freeName(record) } : field)),
  }));
}

function freeName(record: RecordSchemaJson): string {
  let name = `${TAG}_written`;
  while (record.fields.some((field) => field.name === name)) name += '_';
  return name;
}

/** The schema with each of its records, the inner ones first, as `rewrite` makes it. */
export function rewriteRecords(
  schema: SchemaJson,
  rewrite: (record: RecordSchemaJson) => RecordSchemaJson,
): SchemaJson {
  const again = (inner: SchemaJson) => rewriteRecords(inner, rewrite);
  if (typeof schema === 'string') return schema;
  if (isUnionJson(schema)) return schema.map(again);
  if (schema.type === 'array') return { ...schema, items: again(schema.items) };
  if (schema.type === 'map') return { ...schema, values: again(schema.values) };
  if (!isNamedJson(schema) || schema.type !== 'record') return schema;
  return rewrite({ ...schema, fields: schema.fields.map((field) => ({ ...field, type: again(field.type) })) });
}

function taggedNames(schema: SchemaJson): readonly string[] {
  if (typeof schema === 'string') return [];
  if (isUnionJson(schema)) {
    const own = isRecordUnion(schema) ? schema.map(branchNameOf).filter((name) => name !== undefined) : [];
    return [...own, ...schema.flatMap(taggedNames)];
  }
  if (schema.type === 'array') return taggedNames(schema.items);
  if (schema.type === 'map') return taggedNames(schema.values);
  return schema.type === 'record' ? schema.fields.flatMap((field) => taggedNames(field.type)) : [];
}

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];

/** The short name of a record or of a reference to one; undefined for anything else. */
function branchNameOf(branch: SchemaJson): string | undefined {
  if (typeof branch === 'string') return PRIMITIVES.includes(branch) ? undefined : shortName(branch);
  return isNamedJson(branch) && branch.type === 'record' ? shortName(branch.name) : undefined;
}

/** A name without its namespace. */
export const shortName = (fullName: string) => fullName.slice(fullName.lastIndexOf('.') + 1);
