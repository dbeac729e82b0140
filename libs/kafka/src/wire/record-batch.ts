/** A record as kafkajs hands it to its encoder. */
export type BatchRecord = {
  readonly offsetDelta?: number;
  /** Milliseconds. */
  readonly timestampDelta?: number;
  readonly key: Buffer | string | null | undefined;
  readonly value: Buffer | string | null;
  readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>> | undefined;
};
type HeaderValue = Buffer | string;

/** What kafkajs says about a batch; 64-bit numbers in whatever form it has them. */
export type BatchDescription = {
  readonly records: readonly BatchRecord[];
  readonly firstOffset?: Int64;
  readonly firstTimestamp: Int64;
  readonly maxTimestamp: Int64;
  readonly partitionLeaderEpoch?: number;
  readonly lastOffsetDelta?: number;
  readonly transactional?: boolean;
  readonly producerId?: Int64;
  readonly producerEpoch?: number;
  readonly firstSequence?: number | undefined;
};
type Int64 = number | string | { toString(): string };

type Header = readonly [key: string, value: HeaderValue | undefined];

const HEADER_BYTES = 61;
const LENGTH_AT = 8;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
const MAGIC = 2;
const TRANSACTIONAL = 16;

const zigZag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

const varSize = (value: number): number => {
  let rest = zigZag(value);
  let size = 1;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
};

const bytesSize = (value: HeaderValue | null | undefined): number => {
  if (value === null || value === undefined) return 1;
  const length = typeof value === 'string' ? Buffer.byteLength(value) : value.length;
  return varSize(length) + length;
};

const noHeaders: readonly Header[] = [];

const headersOf = ({ headers }: BatchRecord): readonly Header[] => {
  if (headers === undefined) return noHeaders;
  return Object.entries(headers).flatMap(([key, value]): readonly Header[] =>
    Array.isArray(value) ? value.map((one: HeaderValue) => [key, one] as const) : [[key, value as HeaderValue]],
  );
};

/** The body of a record, without the length before it. */
const bodySize = (record: BatchRecord, headers: readonly Header[]): number => {
  const { timestampDelta = 0, offsetDelta = 0, key, value } = record;
  let size = 1 + varSize(timestampDelta) + varSize(offsetDelta) + bytesSize(key) + bytesSize(value);
  size += varSize(headers.length);
  for (const [name, content] of headers) size += bytesSize(name) + bytesSize(content);
  return size;
};

const writeVar = (target: Buffer, at: number, value: number): number => {
  let rest = zigZag(value);
  let end = at;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    target[end] = (rest % 0x80) | 0x80;
    end += 1;
  }
  target[end] = rest;
  return end + 1;
};

const writeBytes = (target: Buffer, at: number, value: HeaderValue | null | undefined): number => {
  if (value === null || value === undefined) return writeVar(target, at, -1);
  if (typeof value !== 'string') {
    const start = writeVar(target, at, value.length);
    target.set(value, start);
    return start + value.length;
  }
  const start = writeVar(target, at, Buffer.byteLength(value));
  return start + target.write(value, start);
};

type SizedRecord = { readonly record: BatchRecord; readonly headers: readonly Header[]; readonly size: number };

const writeRecord = (target: Buffer, at: number, { record, headers, size }: SizedRecord): number => {
  let end = writeVar(target, at, size);
  target[end] = 0; // attributes: none are defined
  end = writeVar(target, end + 1, record.timestampDelta ?? 0);
  end = writeVar(target, end, record.offsetDelta ?? 0);
  end = writeBytes(target, end, record.key);
  end = writeBytes(target, end, record.value);
  end = writeVar(target, end, headers.length);
  for (const [name, content] of headers) end = writeBytes(target, writeBytes(target, end, name), content);
  return end;
};

const writeInt64 = (target: Buffer, at: number, value: Int64): void => {
  target.writeBigInt64BE(BigInt(value.toString()), at);
};

/**
 * An uncompressed batch of the record format 2, the very bytes that kafkajs makes, written once into one buffer of the right
 * size. `crc32c` gets everything behind the checksum.
 */
export const encodeRecordBatch = (batch: BatchDescription, crc32c: (bytes: Buffer) => number): Buffer => {
  const sized = batch.records.map((record): SizedRecord => {
    const headers = headersOf(record);
    return { record, headers, size: bodySize(record, headers) };
  });
  const size = sized.reduce((sum, one) => sum + varSize(one.size) + one.size, HEADER_BYTES);
  const target = Buffer.allocUnsafe(size);
  writeInt64(target, 0, batch.firstOffset ?? 0);
  target.writeInt32BE(size - LENGTH_AT - 4, LENGTH_AT);
  target.writeInt32BE(batch.partitionLeaderEpoch ?? 0, 12);
  target.writeInt8(MAGIC, 16);
  target.writeInt16BE(batch.transactional === true ? TRANSACTIONAL : 0, ATTRIBUTES_AT);
  target.writeInt32BE(batch.lastOffsetDelta ?? 0, 23);
  writeInt64(target, 27, batch.firstTimestamp);
  writeInt64(target, 35, batch.maxTimestamp);
  writeInt64(target, 43, batch.producerId ?? -1);
  target.writeInt16BE(batch.producerEpoch ?? 0, 51);
  target.writeInt32BE(batch.firstSequence ?? 0, 53);
  target.writeInt32BE(sized.length, 57);
  let end = HEADER_BYTES;
  for (const one of sized) end = writeRecord(target, end, one);
  target.writeUInt32BE(crc32c(target.subarray(ATTRIBUTES_AT)), CRC_AT);
  return target;
};
