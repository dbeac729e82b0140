import { KafkaError } from '../fault/kafka-error.ts';

/** The framing of the Java producers ("xerial"): a 16-byte header, then blocks, each after its length. Others send one bare block. */
const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;

const broken = (): KafkaError => new KafkaError('KAFKA_CODEC_FAILED', 'snappy', { retriable: false });

type Length = { readonly value: number; readonly next: number };

/** The varint at the head of a block: the number of bytes it unpacks to. */
const readLength = (block: Buffer): Length => {
  let value = 0;
  for (let at = 0; at < 5; at += 1) {
    const byte = block[at];
    if (byte === undefined) throw broken();
    value += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { value, next: at + 1 };
  }
  throw broken();
};

type Copy = { readonly length: number; readonly distance: number; readonly next: number };

const readCopy = (block: Buffer, tag: number, at: number): Copy => {
  const extraBytes = [0, 1, 2, 4][tag & 3] ?? 0;
  if (at + extraBytes > block.length) throw broken();
  const near = block.readUIntLE(at, extraBytes);
  if ((tag & 3) === 1)
    return { length: ((tag >> 2) & 7) + 4, distance: ((tag >> 5) << 8) | near, next: at + extraBytes };
  return { length: (tag >> 2) + 1, distance: near, next: at + extraBytes };
};

type Literal = { readonly length: number; readonly next: number };

const readLiteral = (block: Buffer, tag: number, at: number): Literal => {
  const short = tag >> 2;
  if (short < 60) return { length: short + 1, next: at };
  const extraBytes = short - 59;
  if (at + extraBytes > block.length) throw broken();
  return { length: block.readUIntLE(at, extraBytes) + 1, next: at + extraBytes };
};

/** Byte by byte where source and target overlap: that is how the format repeats a pattern. */
const copyWithin = (output: Buffer, to: number, copy: Copy): void => {
  if (copy.distance === 0 || copy.distance > to || to + copy.length > output.length) throw broken();
  if (copy.distance >= copy.length) {
    output.copyWithin(to, to - copy.distance, to - copy.distance + copy.length);
    return;
  }
  for (let i = 0; i < copy.length; i += 1) output[to + i] = output[to + i - copy.distance] ?? 0;
};

const unpackBlock = (block: Buffer, maxBytes: number): Buffer => {
  const head = readLength(block);
  if (head.value > maxBytes) throw broken();
  const output = Buffer.alloc(head.value);
  let at = head.next;
  let to = 0;
  while (at < block.length) {
    const tag = block[at] ?? 0;
    if ((tag & 3) === 0) {
      const literal = readLiteral(block, tag, at + 1);
      const end = literal.next + literal.length;
      if (end > block.length || to + literal.length > output.length) throw broken();
      block.copy(output, to, literal.next, end);
      to += literal.length;
      at = end;
    } else {
      const copy = readCopy(block, tag, at + 1);
      copyWithin(output, to, copy);
      to += copy.length;
      at = copy.next;
    }
  }
  if (to !== output.length) throw broken();
  return output;
};

/**
 * Unpacks snappy as Kafka producers write it, framed or bare, to at most `maxBytes`.
 * Throws KafkaError KAFKA_CODEC_FAILED, not retriable, for anything else.
 */
export const unpackSnappy = (packed: Buffer, maxBytes: number): Buffer => {
  if (!packed.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return unpackBlock(packed, maxBytes);
  const blocks: Buffer[] = [];
  let total = 0;
  let at = XERIAL_HEADER_BYTES;
  while (at < packed.length) {
    if (at + 4 > packed.length) throw broken();
    const end = at + 4 + packed.readUInt32BE(at);
    if (end > packed.length) throw broken();
    const block = unpackBlock(packed.subarray(at + 4, end), maxBytes - total);
    total += block.length;
    blocks.push(block);
    at = end;
  }
  return Buffer.concat(blocks, total);
};
