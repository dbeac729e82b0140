import { writeUuid } from './uuid-bytes.ts';

/*
 * Postgres' binary array form, written by hand: pg's own text form costs twice the time of a whole insert.
 * Layout: dimensions (1), has-nulls flag, element type oid, count, lower bound (1), then per element its length (-1 = null) and its bytes.
 */
const headerBytes = 20;
const oids = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, date: 1082, timestamptz: 1184, uuid: 2950 };

/** Postgres counts days and microseconds from 2000-01-01. */
const postgresEpochDay = 10_957;
const postgresEpochMs = 946_684_800_000;

function writeHeader(target: Buffer, oid: number, count: number): void {
  target.writeInt32BE(count === 0 ? 0 : 1, 0);
  target.writeInt32BE(1, 4);
  target.writeInt32BE(oid, 8);
  if (count === 0) return;
  target.writeInt32BE(count, 12);
  target.writeInt32BE(1, 16);
}

function encodeFixed<T>(
  oid: number,
  byteLength: number,
  values: readonly (T | null)[],
  write: (target: Buffer, value: T, offset: number) => void,
): Buffer {
  if (values.length === 0) return encodeEmpty(oid);
  const target = Buffer.allocUnsafe(headerBytes + values.length * (4 + byteLength));
  writeHeader(target, oid, values.length);
  let offset = headerBytes;
  for (const value of values) {
    if (value === null) {
      offset = target.writeInt32BE(-1, offset);
    } else {
      offset = target.writeInt32BE(byteLength, offset);
      write(target, value, offset);
      offset += byteLength;
    }
  }
  return target.subarray(0, offset);
}

function encodeEmpty(oid: number): Buffer {
  const target = Buffer.allocUnsafe(12);
  writeHeader(target, oid, 0);
  return target;
}

/** uuid[] from 36-character UUIDs. Throws StoreError STORE_DATA for anything that is not one. */
export const encodeUuidArray = (values: readonly (string | null)[]): Buffer =>
  encodeFixed(oids.uuid, 16, values, (target, value, offset) => writeUuid(target, offset, value));

/** smallint[]. Throws RangeError outside -32768..32767. */
export const encodeInt2Array = (values: readonly (number | null)[]): Buffer =>
  encodeFixed(oids.int2, 2, values, (target, value, offset) => target.writeInt16BE(value, offset));

/** integer[]. Throws RangeError outside 32 bits. */
export const encodeInt4Array = (values: readonly (number | null)[]): Buffer =>
  encodeFixed(oids.int4, 4, values, (target, value, offset) => target.writeInt32BE(value, offset));

/** bigint[] from safe integers or bigints. */
export const encodeInt8Array = (values: readonly (bigint | number | null)[]): Buffer =>
  encodeFixed<bigint | number>(oids.int8, 8, values, writeInt8);

/** boolean[]. */
export const encodeBoolArray = (values: readonly (boolean | null)[]): Buffer =>
  encodeFixed(oids.bool, 1, values, (target, value, offset) => target.writeUInt8(value ? 1 : 0, offset));

/** date[] from days since 1970-01-01. */
export const encodeDateArray = (daysSinceEpoch: readonly (number | null)[]): Buffer =>
  encodeFixed(oids.date, 4, daysSinceEpoch, (target, value, offset) =>
    target.writeInt32BE(value - postgresEpochDay, offset),
  );

/** timestamptz[] from milliseconds since 1970-01-01. */
export const encodeTimestampArray = (valuesMs: readonly (number | null)[]): Buffer =>
  encodeFixed(oids.timestamptz, 8, valuesMs, (target, value, offset) =>
    writeInt8(target, (value - postgresEpochMs) * 1_000, offset),
  );

function writeInt8(target: Buffer, value: bigint | number, offset: number): void {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    target.writeInt32BE(Math.floor(value / 0x1_0000_0000), offset);
    target.writeUInt32BE(value >>> 0, offset + 4);
    return;
  }
  target.writeBigInt64BE(BigInt(value), offset);
}

/** bytea[]; the bytes are copied. */
export function encodeByteaArray(values: readonly (Uint8Array | null)[]): Buffer {
  if (values.length === 0) return encodeEmpty(oids.bytea);
  let byteCount = headerBytes;
  for (const value of values) byteCount += 4 + (value?.length ?? 0);
  const target = Buffer.allocUnsafe(byteCount);
  writeHeader(target, oids.bytea, values.length);
  let offset = headerBytes;
  for (const value of values) {
    offset = target.writeInt32BE(value?.length ?? -1, offset);
    if (value !== null) {
      target.set(value, offset);
      offset += value.length;
    }
  }
  return target;
}

/** text[]; lone surrogates become U+FFFD as in any UTF-8 encoding, a NUL is left for Postgres to refuse. */
export function encodeTextArray(values: readonly (string | null)[]): Buffer {
  if (values.length === 0) return encodeEmpty(oids.text);
  let byteCount = headerBytes;
  for (const value of values) byteCount += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const target = Buffer.allocUnsafe(byteCount);
  writeHeader(target, oids.text, values.length);
  let offset = headerBytes;
  for (const value of values) {
    if (value === null) {
      offset = target.writeInt32BE(-1, offset);
    } else {
      const written = target.write(value, offset + 4);
      target.writeInt32BE(written, offset);
      offset += 4 + written;
    }
  }
  return target;
}
