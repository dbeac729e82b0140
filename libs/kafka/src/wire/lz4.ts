import { KafkaError } from '../fault/kafka-error.ts';

const FRAME_MAGIC = 0x184d2204;
const STORED_FLAG = 0x80000000;

const broken = (): KafkaError => new KafkaError('KAFKA_CODEC_FAILED', 'lz4', { retriable: false });

/** The growing output; later blocks may refer back to earlier ones. */
type Output = { buffer: Buffer; length: number; readonly maxBytes: number };

const reserve = (output: Output, byteCount: number): void => {
  const needed = output.length + byteCount;
  if (needed > output.maxBytes) throw broken();
  if (needed <= output.buffer.length) return;
  const grown = Buffer.alloc(Math.min(output.maxBytes, Math.max(needed, output.buffer.length * 2)));
  output.buffer.copy(grown, 0, 0, output.length);
  output.buffer = grown;
};

type Length = { readonly value: number; readonly next: number };

/** Lengths of 15 and more go on in further bytes, each 255 meaning "and more". */
const readLength = (block: Buffer, start: number, nibble: number): Length => {
  let value = nibble;
  let next = start;
  if (nibble < 15) return { value, next };
  for (;;) {
    const byte = block[next];
    if (byte === undefined) throw broken();
    value += byte;
    next += 1;
    if (byte < 255) return { value, next };
  }
};

const appendLiteral = (output: Output, block: Buffer, start: number, length: number): void => {
  if (start + length > block.length) throw broken();
  reserve(output, length);
  block.copy(output.buffer, output.length, start, start + length);
  output.length += length;
};

const appendMatch = (output: Output, distance: number, length: number): void => {
  if (distance === 0 || distance > output.length) throw broken();
  reserve(output, length);
  const { buffer, length: to } = output;
  if (distance >= length) buffer.copyWithin(to, to - distance, to - distance + length);
  else for (let i = 0; i < length; i += 1) buffer[to + i] = buffer[to + i - distance] ?? 0;
  output.length += length;
};

const unpackBlock = (output: Output, block: Buffer): void => {
  let at = 0;
  while (at < block.length) {
    const token = block[at] ?? 0;
    const literal = readLength(block, at + 1, token >> 4);
    appendLiteral(output, block, literal.next, literal.value);
    at = literal.next + literal.value;
    if (at === block.length) return; // the last sequence is a literal only
    if (at + 2 > block.length) throw broken();
    const match = readLength(block, at + 2, token & 15);
    appendMatch(output, block.readUInt16LE(at), match.value + 4);
    at = match.next;
  }
};

type FrameHeader = { readonly next: number; readonly blockChecksumBytes: number };

const readFrameHeader = (packed: Buffer): FrameHeader => {
  if (packed.length < 7 || packed.readUInt32LE(0) !== FRAME_MAGIC) throw broken();
  const flags = packed[4] ?? 0;
  const contentSizeBytes = flags & 0x08 ? 8 : 0;
  const dictionaryBytes = flags & 0x01 ? 4 : 0;
  return { next: 4 + 2 + contentSizeBytes + dictionaryBytes + 1, blockChecksumBytes: flags & 0x10 ? 4 : 0 };
};

/**
 * Unpacks one LZ4 frame as Kafka producers write it, to at most `maxBytes`. Checksums are not looked at: the connection has its own.
 * Throws KafkaError KAFKA_CODEC_FAILED, not retriable, for anything else.
 */
export const unpackLz4 = (packed: Buffer, maxBytes: number): Buffer => {
  const header = readFrameHeader(packed);
  const output: Output = { buffer: Buffer.alloc(Math.min(maxBytes, packed.length * 4)), length: 0, maxBytes };
  let at = header.next;
  while (at + 4 <= packed.length) {
    const size = packed.readUInt32LE(at);
    if (size === 0) return output.buffer.subarray(0, output.length);
    const byteCount = size & ~STORED_FLAG;
    const block = packed.subarray(at + 4, at + 4 + byteCount);
    if (block.length !== byteCount) throw broken();
    if (size >= STORED_FLAG) appendLiteral(output, block, 0, byteCount);
    else unpackBlock(output, block);
    at += 4 + byteCount + header.blockChecksumBytes;
  }
  throw broken();
};
