import { type EventSchemaName, readEventSchema } from '../schema/schema-sources.ts';
import { FRAME_BYTES, writeFrame } from '../wire/framing.ts';
import { type AvroType, createOwnType } from './avro-type.ts';
import type { EventOf } from './event-of.ts';
import { createWrapper, type Rewrite } from './record-unions.ts';
import { SlabWriter } from './slab-writer.ts';

/** A value that does not fit its schema: a fault in our code, not in the data. Names fields, never values. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  readonly code = 'ENCODE_FAILED';
  readonly retriable = false;
  readonly paths: readonly string[];

  constructor(schemaName: string, paths: readonly string[]) {
    super(`A value does not fit ${schemaName} at ${paths.join(', ') || 'its root'}`);
    this.paths = paths;
  }
}

/** How values of one type are written. */
export type ValueWriter = {
  readonly schemaName: string;
  readonly type: AvroType;
  readonly wrap: Rewrite | undefined;
};

/** Works out once how values of a type are written. */
export function createValueWriter(schemaName: string, type: AvroType): ValueWriter {
  return { schemaName, type, wrap: createWrapper(type) };
}

/** Writes a value at the position; answers the end, or a negative number when there is no room. Throws EncodeError. */
export function writeValue(writer: ValueWriter, value: unknown, target: Buffer, position: number): number {
  try {
    return writer.type.encode(writer.wrap === undefined ? value : writer.wrap(value), target, position);
  } catch {
    throw new EncodeError(writer.schemaName, invalidPaths(writer, value));
  }
}

/**
 * Encoder of one record type: gives the Avro bytes framed with the schema id, ready to be a Kafka value.
 * The encoder throws EncodeError when a value does not fit the schema; a retry does not help.
 */
export function createEncoder<N extends EventSchemaName>(
  schemaName: N,
  schemaId: number,
): (value: EventOf[N]) => Buffer {
  const writer = createValueWriter(schemaName, createOwnType(readEventSchema(schemaName)));
  const slab = new SlabWriter();
  return (value) =>
    slab.write((target, position) => {
      if (position + FRAME_BYTES > target.length) return -1;
      writeFrame(target, position, schemaId);
      return writeValue(writer, value, target, position + FRAME_BYTES);
    });
}

/** avsc's own message quotes the value, so it is dropped and only the paths are worked out. */
function invalidPaths(writer: ValueWriter, value: unknown): readonly string[] {
  const paths: string[] = [];
  try {
    const wrapped = writer.wrap === undefined ? value : writer.wrap(value);
    writer.type.isValid(wrapped, { errorHook: (path) => void paths.push(path.join('.')) });
  } catch {
    return [];
  }
  return paths;
}
