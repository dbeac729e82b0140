import { inflateRawSync } from 'node:zlib';

/** Why a container file, or the rest of one, cannot be read. */
export type ContainerFault = 'AVRO_CORRUPT' | 'AVRO_LIMITS' | 'COMPRESSION_UNKNOWN';

/** An Avro object container file (`Obj` 1): its schema, and its blocks one after the other. */
export type AvroContainer = {
  readonly schemaText: string;
  /** The records of each block, decompressed, with how many there are; ends with the first fault. */
  readonly blocks: () => Generator<AvroBlock | ContainerFault>;
};

export type AvroBlock = { readonly recordCount: number; readonly bytes: Buffer };

const magic = Buffer.from([0x4f, 0x62, 0x6a, 0x01]);
const syncBytes = 16;
const maxBlockBytes = 64 * 1024 * 1024;
const maxVarintBytes = 8;

/** Reads through bytes; every read that would leave them answers undefined, and so do all later ones. */
class ByteCursor {
  readonly bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** A zigzag number. */
  long(): number | undefined {
    let value = 0;
    for (let index = 0; index < maxVarintBytes; index += 1) {
      const byte = this.bytes[this.position + index];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) {
        this.position += index + 1;
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
    return undefined;
  }

  take(byteCount: number | undefined): Buffer | undefined {
    if (byteCount === undefined || byteCount < 0 || byteCount > this.bytes.length - this.position) return undefined;
    this.position += byteCount;
    return this.bytes.subarray(this.position - byteCount, this.position);
  }
}

/** The metadata: a map of bytes in one or more blocks. */
const readMetadata = (cursor: ByteCursor): ReadonlyMap<string, Buffer> | undefined => {
  const metadata = new Map<string, Buffer>();
  for (;;) {
    const count = cursor.long();
    if (count === 0) return metadata;
    if (count === undefined || (count < 0 && cursor.long() === undefined)) return undefined;
    for (let index = 0; index < Math.abs(count); index += 1) {
      const [key, value] = [cursor.take(cursor.long()), cursor.take(cursor.long())];
      if (key === undefined || value === undefined) return undefined;
      metadata.set(key.toString('latin1'), value);
    }
  }
};

const inflate = (bytes: Buffer): Buffer | ContainerFault => {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maxBlockBytes });
  } catch (thrown) {
    const { code } = thrown as { readonly code?: unknown };
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'AVRO_LIMITS' : 'AVRO_CORRUPT';
  }
};

function* readBlocks(bytes: Buffer, start: number, sync: Buffer, compression: string) {
  if (compression !== 'null' && compression !== 'deflate') {
    yield 'COMPRESSION_UNKNOWN' as const;
    return;
  }
  const cursor = new ByteCursor(bytes, start);
  while (cursor.position < bytes.length) {
    const recordCount = cursor.long();
    const packed = cursor.take(cursor.long());
    const isWhole = packed !== undefined && cursor.take(syncBytes)?.equals(sync) === true;
    const block = !isWhole ? 'AVRO_CORRUPT' : compression === 'deflate' ? inflate(packed) : packed;
    if (typeof block === 'string' || recordCount === undefined || recordCount < 0) {
      yield typeof block === 'string' ? block : ('AVRO_CORRUPT' as const);
      return;
    }
    yield { recordCount, bytes: block };
  }
}

/** True when the bytes begin as a container file does. */
export const isAvroContainer = (bytes: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

/** Opens a container file; undefined when its header cannot be read. Never throws on bytes. */
export const openAvroContainer = (bytes: Buffer): AvroContainer | undefined => {
  const cursor = new ByteCursor(bytes, magic.length);
  const metadata = readMetadata(cursor);
  const sync = metadata === undefined ? undefined : cursor.take(syncBytes);
  const schema = metadata?.get('avro.schema');
  if (schema === undefined || sync === undefined) return undefined;
  const compression = metadata?.get('avro.codec')?.toString('latin1') ?? 'null';
  return {
    schemaText: schema.toString('utf8'),
    blocks: () => readBlocks(bytes, cursor.position, sync, compression),
  };
};
