import avro from 'avsc';
import type { RecordSchemaJson } from '../schema/schema-json.ts';

export type AvroType = avro.Type;
export type AvroResolver = ReturnType<AvroType['createResolver']>;

/**
 * The Avro type of one of our own schemas. Unions are told apart by their shape, said explicitly: optional fields are
 * bare values, unions of several records are wrapped by avsc, which record-unions.ts turns into a `type` property.
 */
export function createOwnType(schema: RecordSchemaJson): AvroType {
  return avro.Type.forSchema(schema as unknown as avro.Schema, { wrapUnions: 'auto', omitRecordMethods: true });
}

/** The Avro type of a schema from outside; only skipped over or resolved from, so that every union may be wrapped. */
export function createWriterType(schema: unknown): AvroType {
  return avro.Type.forSchema(schema as avro.Schema, { wrapUnions: 'always', omitRecordMethods: true });
}
