import { ByteScanner } from '../guard/byte-scanner.ts';
import {
  DEFAULT_DECODE_LIMITS,
  DEFAULT_SCHEMA_LIMITS,
  type DecodeLimits,
  type SchemaLimits,
} from '../guard/decode-limits.ts';
import type { RegistryClient } from '../registry/registry-client.ts';
import { DEFAULT_SCHEMA_PATIENCE, type SchemaPatience } from '../registry/schema-patience.ts';
import { createEventReader, type WriterSchema } from '../registry/writer-schema.ts';
import { type WriterEntry, WriterSchemas } from '../registry/writer-schemas.ts';
import type { EventSchemaName } from '../schema/schema-sources.ts';
import type { FieldSelection } from '../schema/select-fields.ts';
import { parseSchemaRef, type RecordHeaders, type SchemaRef } from '../wire/framing.ts';
import type { EventOf } from './event-of.ts';

/** Why a record cannot be read. Permanent: the same bytes will never do better. */
export type DecodeFault =
  | 'RECORD_NULL_VALUE'
  | 'RECORD_TOO_LARGE'
  | 'SCHEMA_UNFRAMED'
  | 'SCHEMA_UNKNOWN'
  | 'SCHEMA_FOREIGN'
  | 'AVRO_CORRUPT'
  | 'AVRO_LIMITS';

export type Decoded<N extends EventSchemaName> = {
  [Name in N]: {
    readonly ok: true;
    readonly schemaName: Name;
    readonly schemaId: number;
    readonly value: EventOf[Name];
    /**
     * Where the record's own bytes may be used from, because encoding the value under our own schema would give exactly
     * these again; undefined when they would differ (older schema, split lists).
     */
    readonly canonicalStart: number | undefined;
  };
}[N];

export type Undecodable = {
  readonly ok: false;
  readonly code: DecodeFault;
  /** The field at which reading stopped, where that is known. */
  readonly path: string | null;
  readonly schemaId: number | null;
};

export type DecodeResult<N extends EventSchemaName> = Decoded<N> | Undecodable;

/** The parts of a Kafka record that say how to read it. */
export type EncodedRecord = { readonly value: Buffer | null; readonly headers?: RecordHeaders | undefined };

export type EventDecoder<N extends EventSchemaName> = {
  /**
   * Gets every schema that the records name and that is not known yet. Throws RegistryUnavailable (back off and call again)
   * as long as the registry gives no answer, or does not know a schema that may still turn up.
   */
  prepare(records: readonly EncodedRecord[]): Promise<void>;
  /** Reads one prepared record. Never throws for bad bytes; throws only when the record was not prepared. */
  decode(value: Buffer | null, headers?: RecordHeaders | undefined): DecodeResult<N>;
  /** How many of its writers' schemas it keeps, those among them that are refused for a while. */
  schemaCount(): number;
};

/** One schema that may stand on a topic. */
type EventReaderOptions<N extends EventSchemaName> = {
  readonly schemaName: N;
  readonly subject: string;
  /**
   * The fields to make values of. The others are checked like all bytes, but skipped, and are missing in the value although its
   * type has them: take it as a narrower one.
   */
  readonly only?: FieldSelection;
};

export type EventDecoderOptions<N extends EventSchemaName> = {
  readonly registry: RegistryClient;
  /** What may stand on the topic: our schema to read with, and the one subject that its writers register under. */
  readonly readers: readonly EventReaderOptions<N>[];
  readonly limits?: Partial<DecodeLimits>;
  readonly schemaLimits?: Partial<SchemaLimits>;
  readonly patience?: Partial<SchemaPatience>;
  /** Milliseconds since the epoch; only used to count waiting time. */
  readonly now: () => number;
};

/** A decoder for the records of one topic; types, resolvers and checks are built once per schema, not per record. */
export function createEventDecoder<N extends EventSchemaName>(options: EventDecoderOptions<N>): EventDecoder<N> {
  const limits = { ...DEFAULT_DECODE_LIMITS, ...options.limits };
  const scanner = new ByteScanner(limits);
  const schemas = new WriterSchemas({
    registry: options.registry,
    readers: options.readers.map(({ schemaName, subject, only }) => createEventReader(schemaName, subject, only)),
    limits: { ...DEFAULT_SCHEMA_LIMITS, ...options.schemaLimits },
    patience: { ...DEFAULT_SCHEMA_PATIENCE, ...options.patience },
    now: options.now,
  });

  const refOf = (value: Buffer | null, headers: RecordHeaders | undefined): SchemaRef | DecodeFault => {
    if (value === null) return 'RECORD_NULL_VALUE';
    if (value.length > limits.maxRecordBytes) return 'RECORD_TOO_LARGE';
    return parseSchemaRef(value, headers) ?? 'SCHEMA_UNFRAMED';
  };

  return {
    prepare: async (records) => {
      const missing = new Map<string, SchemaRef>();
      for (const { value, headers } of records) {
        const ref = refOf(value, headers);
        if (typeof ref === 'object' && schemas.needsLookup(ref)) missing.set(JSON.stringify(ref), ref);
      }
      await resolveAll(schemas, [...missing.values()]);
    },
    decode: (value, headers) => {
      const ref = refOf(value, headers);
      if (typeof ref === 'string') return undecodable(ref, null);
      const entry = schemas.get(ref);
      if (entry === undefined) throw new Error('A record has to be prepared before it is decoded');
      if (entry.outcome !== 'readable') return refusal(entry);
      return decodeWith(entry.writer, scanner, value as Buffer, ref.start) as DecodeResult<N>;
    },
    schemaCount: () => schemas.count,
  };
}

/** All are tried, so that one lasting absence does not hide another; then the first fault is thrown. */
async function resolveAll(schemas: WriterSchemas, refs: readonly SchemaRef[]): Promise<void> {
  const results = await Promise.allSettled(refs.map((ref) => schemas.resolve(ref)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function refusal(entry: Exclude<WriterEntry, { outcome: 'readable' }>): Undecodable {
  return undecodable(entry.outcome === 'unknown' ? 'SCHEMA_UNKNOWN' : 'SCHEMA_FOREIGN', entry.schemaId);
}

function undecodable(code: DecodeFault, schemaId: number | null, path: string | null = null): Undecodable {
  return { ok: false, code, path, schemaId };
}

function decodeWith(writer: WriterSchema, scanner: ByteScanner, bytes: Buffer, start: number) {
  const { reader, schemaId } = writer;
  const scan = scanner.scan(bytes, start, writer.plan);
  if (!scan.ok) return undecodable(scan.code, schemaId, scan.path === '' ? null : scan.path);
  const value = readValue(writer, bytes, start);
  if (value === undefined) return undecodable('AVRO_CORRUPT', schemaId);
  const canonicalStart = scan.canonical && writer.isReaderSchema ? start : undefined;
  return { ok: true, schemaName: reader.schemaName, schemaId, value, canonicalStart };
}

/** avsc throws on what the scan lets through, such as numbers beyond 2^53; its message may quote values and is dropped. */
function readValue(writer: WriterSchema, bytes: Buffer, start: number): unknown {
  const { type, unwrap } = writer.reader;
  try {
    const { value, offset } = type.decode(bytes, start, writer.resolver);
    if (offset !== bytes.length) return undefined;
    return unwrap === undefined ? value : unwrap(value);
  } catch {
    return undefined;
  }
}
