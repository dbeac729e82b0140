import type { ProducerEvent } from '@varselvakt/domain';
import { ByteScanner } from '../guard/byte-scanner.ts';
import { DEFAULT_DECODE_LIMITS, DEFAULT_SCHEMA_LIMITS } from '../guard/decode-limits.ts';
import { compileWriterSchema, createEventReader, type WriterSchema } from '../registry/writer-schema.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { FRAME_BYTES } from '../wire/framing.ts';
import { type AvroBlock, type ContainerFault, isAvroContainer, openAvroContainer } from './avro-container.ts';

/** Why a file, or one of its records, cannot be read. */
export type EventFileFault = ContainerFault | 'SCHEMA_FOREIGN';

/** One record of a file. */
export type FileRecord =
  | { readonly ok: true; readonly event: ProducerEvent }
  | { readonly ok: false; readonly code: EventFileFault; readonly path: string | null };

/** A container file: each record in turn, ending with the first fault of the file itself. */
export type EventFileDecoder = (bytes: Buffer) => Generator<FileRecord>;

const singleObjectBytes = 10;

/** Where the record begins: after the frame of a registry, after the fingerprint of Avro's single-object form, or at once. */
const startOfRecord = (bytes: Buffer): number => {
  if (bytes[0] === 0x00) return FRAME_BYTES;
  return bytes[0] === 0xc3 && bytes[1] === 0x01 ? singleObjectBytes : 0;
};

const fault = (code: EventFileFault, path: string | null = null): FileRecord => ({ ok: false, code, path });

/**
 * Reads ProducerEvents from files, without a registry: container files by the schema they hold, single records (framed, in
 * single-object form or bare) by our current schema. The decoder never throws on bytes.
 */
export const createEventFileDecoder = (): EventFileDecoder => {
  const scanner = new ByteScanner(DEFAULT_DECODE_LIMITS);
  const reader = createEventReader('ProducerEvent', '');
  const writerOf = (text: string): WriterSchema | undefined =>
    compileWriterSchema(0, { text, schemaType: 'AVRO', hasReferences: false }, reader, DEFAULT_SCHEMA_LIMITS);
  const ownWriter = writerOf(toSchemaText(readEventSchema('ProducerEvent')));

  const readAt = (bytes: Buffer, start: number, writer: WriterSchema): { record: FileRecord; end: number } => {
    const scan = scanner.scanFirst(bytes, start, writer.plan);
    if (!scan.ok) return { record: fault(scan.code, scan.path === '' ? null : scan.path), end: bytes.length };
    try {
      const { value } = writer.reader.type.decode(bytes.subarray(0, scan.end), start, writer.resolver);
      const event = writer.reader.unwrap === undefined ? value : writer.reader.unwrap(value);
      return { record: { ok: true, event: event as ProducerEvent }, end: scan.end };
    } catch {
      return { record: fault('AVRO_CORRUPT'), end: scan.end }; // avsc's message may quote the value
    }
  };

  function* readBlock({ recordCount, bytes }: AvroBlock, writer: WriterSchema): Generator<FileRecord> {
    let start = 0;
    for (let index = 0; index < recordCount; index += 1) {
      const { record, end } = readAt(bytes, start, writer);
      yield record;
      if (!record.ok) return;
      start = end;
    }
    if (start !== bytes.length) yield fault('AVRO_CORRUPT');
  }

  function* readContainer(bytes: Buffer): Generator<FileRecord> {
    const container = openAvroContainer(bytes);
    const writer = container === undefined ? undefined : writerOf(container.schemaText);
    if (container === undefined || writer === undefined) {
      yield fault(container === undefined ? 'AVRO_CORRUPT' : 'SCHEMA_FOREIGN');
      return;
    }
    for (const block of container.blocks()) {
      if (typeof block === 'string') yield fault(block);
      else yield* readBlock(block, writer);
    }
  }

  return function* readFile(bytes) {
    if (isAvroContainer(bytes)) {
      yield* readContainer(bytes);
      return;
    }
    if (ownWriter === undefined) throw new Error('Our own schema has to be readable');
    const { record, end } = readAt(bytes, startOfRecord(bytes), ownWriter);
    yield record.ok && end !== bytes.length ? fault('AVRO_CORRUPT') : record;
  };
};
