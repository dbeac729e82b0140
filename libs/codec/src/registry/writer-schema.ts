import {
  type AvroResolver,
  type AvroType,
  createOwnType,
  createResolver,
  createWriterType,
} from '../avro/avro-type.ts';
import { createUnwrapper, type Rewrite } from '../avro/record-unions.ts';
import type { SchemaLimits } from '../guard/decode-limits.ts';
import type { ScanNode } from '../guard/scan-node.ts';
import { createScanPlan } from '../guard/scan-plan.ts';
import { findUnitConflicts } from '../schema/schema-compatibility.ts';
import type { RecordSchemaJson } from '../schema/schema-json.ts';
import { type EventSchemaName, readEventSchema } from '../schema/schema-sources.ts';
import { type FieldSelection, selectFields } from '../schema/select-fields.ts';
import { withTagFields } from '../schema/tag-fields.ts';
import type { RegisteredSchema } from './registry-client.ts';

/** One of our schemas as a reader, and the registry subject whose schemas it reads. */
export type EventReader = {
  readonly schemaName: EventSchemaName;
  readonly subject: string;
  readonly schema: RecordSchemaJson;
  /** As the schema is, to compare with. */
  readonly ownType: AvroType;
  /** With tag fields. */
  readonly wholeType: AvroType;
  /** The same with the wanted fields alone, to read with. */
  readonly type: AvroType;
  readonly unwrap: Rewrite | undefined;
};

/**
 * Builds what is needed to read with one of our schemas; `only` = all of it unless said otherwise. Throws RangeError for a wanted
 * field that does not exist.
 */
export function createEventReader(schemaName: EventSchemaName, subject: string, only?: FieldSelection): EventReader {
  const schema = readEventSchema(schemaName);
  const wholeType = createOwnType(withTagFields(schema));
  const type = only === undefined ? wholeType : createOwnType(withTagFields(selectFields(schema, only)));
  return {
    schemaName,
    subject,
    schema,
    ownType: createOwnType(schema),
    wholeType,
    type,
    unwrap: createUnwrapper(type),
  };
}

/** All that is needed to read records of one writer's schema, worked out once per schema id. */
export type WriterSchema = {
  readonly schemaId: number;
  readonly reader: EventReader;
  readonly plan: ScanNode;
  readonly resolver: AvroResolver;
  /** True when the writer's schema is the reader's own, so that the bytes need no second encoding. */
  readonly isReaderSchema: boolean;
};

/**
 * Compiles a writer's schema for its reader; undefined when it is not Avro, breaks the limits, or cannot be read (or would
 * be misread) with the reader's schema. The reason is not told on: it could quote the schema.
 */
export function compileWriterSchema(
  schemaId: number,
  registered: RegisteredSchema,
  reader: EventReader,
  limits: SchemaLimits,
): WriterSchema | undefined {
  if (registered.schemaType !== 'AVRO' || registered.hasReferences) return undefined;
  if (registered.text.length > limits.maxTextLength) return undefined;
  try {
    const schema = JSON.parse(registered.text) as RecordSchemaJson;
    const plan = createScanPlan(schema, limits);
    if (plan.kind !== 'record' || findUnitConflicts(reader.schema, schema).length > 0) return undefined;
    const writerType = createWriterType(schema);
    // What cannot be read as a whole is not read in part either, so that all who read agree on what is readable.
    if (reader.type !== reader.wholeType) createResolver(reader.wholeType, writerType);
    const resolver = createResolver(reader.type, writerType);
    return { schemaId, reader, plan, resolver, isReaderSchema: reader.ownType.equals(writerType) };
  } catch {
    return undefined;
  }
}
