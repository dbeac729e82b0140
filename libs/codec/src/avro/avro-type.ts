import avro from 'avsc';
import type { RecordSchemaJson, SchemaJson } from '../schema/schema-json.ts';
import { withoutTagFields } from '../schema/tag-fields.ts';

export type AvroType = avro.Type;
export type AvroResolver = ReturnType<AvroType['createResolver']>;
type ResolverOptions = Parameters<AvroType['createResolver']>[1];

/**
 * The Avro type of one of our own schemas. Unions are told apart by their shape, said explicitly: optional fields are
 * bare values, unions of several records are wrapped by avsc, which record-unions.ts puts on and takes off.
 */
export function createOwnType(schema: RecordSchemaJson): AvroType {
  return avro.Type.forSchema(schema as unknown as avro.Schema, { wrapUnions: 'auto', omitRecordMethods: true });
}

/** The Avro type of a checked schema from outside; only skipped or resolved from, so that every union may be wrapped. */
export function createWriterType(schema: SchemaJson): AvroType {
  const safe = withoutTagFields(schema) as unknown as avro.Schema;
  return avro.Type.forSchema(safe, { wrapUnions: 'always', omitRecordMethods: true });
}

/**
 * How to read what the writer wrote as the reader's type. Throws when it cannot be read; a retry does not help.
 *
 * avsc 5.7.9 remembers resolvers under "reader:writer" before it knows whether they work, so that the second union with
 * the same records takes a branch whose resolver failed the first time, and then throws on good bytes. Our readers have
 * no aliases, so records of different names never fit: for such pairs nothing is remembered.
 */
export function createResolver(reader: AvroType, writer: AvroType): AvroResolver {
  const registry = new Proxy<{ [pair: string]: AvroResolver }>(
    {},
    {
      get: (remembered, pair) => {
        const [readerName, writerName] = String(pair).split(':');
        return readerName === writerName ? Reflect.get(remembered, pair) : undefined;
      },
    },
  );
  return reader.createResolver(writer, { registry } as ResolverOptions);
}
