import { type AvroResolver, type AvroType, createWriterType } from '../avro/avro-type.ts';
import type { Rewrite } from '../avro/record-unions.ts';
import type { SchemaLimits } from '../guard/decode-limits.ts';
import type { ScanNode } from '../guard/scan-node.ts';
import { createScanPlan } from '../guard/scan-plan.ts';
import { findUnitConflicts } from '../schema/schema-compatibility.ts';
import type { RecordSchemaJson } from '../schema/schema-json.ts';
import type { EventSchemaName } from '../schema/schema-sources.ts';
import type { RegisteredSchema } from './registry-client.ts';

/** One of our schemas as a reader, and the registry subject whose schemas it reads. */
export type EventReader = {
  readonly schemaName: EventSchemaName;
  readonly subject: string;
  readonly schema: RecordSchemaJson;
  readonly type: AvroType;
  readonly tag: Rewrite | undefined;
};

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
    const schema: unknown = JSON.parse(registered.text);
    const plan = createScanPlan(schema, limits);
    if (plan.kind !== 'record' || findUnitConflicts(reader.schema, schema as RecordSchemaJson).length > 0)
      return undefined;
    const writerType = createWriterType(schema);
    const resolver = reader.type.createResolver(writerType);
    return { schemaId, reader, plan, resolver, isReaderSchema: reader.type.equals(writerType) };
  } catch {
    return undefined;
  }
}
