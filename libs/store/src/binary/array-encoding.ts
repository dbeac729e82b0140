import { StoreError } from '../store-error.ts';
import { writeUuid } from './uuid-bytes.ts';

/*
 * Postgres' binary array form, written by hand: pg's own text form costs twice the time of a whole insert.
 * Layout: dimensions (1), has-nulls flag, element type oid, count, lower bound (1), then per element its length (-1 = null) and its bytes.
 */
const headerBytes = 20;
const oids = { bytea: 17, int8: 20, int4: 23, text: 25, date: 1082, timestamptz: 1184, uuid: 2950 };

/** Postgres counts days and microseconds from 2000-01-01. */
export const postgresEpochDay = 10_957;
export const postgresEpochMs = 946_684_800_000;

function writeHeader(target: Buffer, oid: number, count: number): void {
  target.writeInt32BE(count === 0 ? 0 : 1, 0);
  target.writeInt32BE(1, 4);
  target.writeInt32BE(oid, 8);
  if (count === 0) return;
  target.writeInt32BE(count, 12);
  target.writeInt32BE(1, 16);
}

type Placement = {
  readonly oid: number;
  readonly byteLength: 2 | 4 | 8;
  /** What is written is (value - origin) * scale. */
  readonly origin: number;
  readonly scale: number;
};

/** One loop for all whole numbers: a function handed in for each type would not be inlined and cost more than the writing. */
function encodeNumbers(values: readonly (number | bigint | null)[], placement: Placement): Buffer {
  const { oid, byteLength, origin } = placement;
  if (values.length === 0) return encodeEmpty(oid);
  const target = Buffer.allocUnsafe(headerBytes + values.length * (4 + byteLength));
  writeHeader(target, oid, values.length);
  let offset = headerBytes;
  for (const value of values) {
    offset = target.writeInt32BE(value === null ? -1 : byteLength, offset);
    if (value !== null) offset = writeScaled(target, Number(value) - origin, placement, offset);
  }
  return target.subarray(0, offset);
}

function writeScaled(target: Buffer, base: number, { byteLength, scale }: Placement, offset: number): number {
  // The clock of the database has fractions of a millisecond, and in binary their microseconds are seldom whole.
  const value = scale === 1 ? base : Math.round(base * scale);
  if (byteLength !== 8) return target.writeIntBE(value, offset, byteLength);
  if (!Number.isSafeInteger(value)) return writeLarge(target, base, scale, offset);
  target.writeInt32BE(Math.floor(value / 0x1_0000_0000), offset);
  return target.writeUInt32BE(value - Math.floor(value / 0x1_0000_0000) * 0x1_0000_0000, offset + 4);
}

/** Microseconds of instants after the year 2255 are beyond what a number holds exactly. */
function writeLarge(target: Buffer, base: number, scale: number, offset: number): number {
  if (!Number.isSafeInteger(base) || Math.abs(base * scale) >= 2 ** 63)
    throw new StoreError('STORE_DATA', 'not a bigint');
  return target.writeBigInt64BE(BigInt(base) * BigInt(scale), offset);
}

function encodeEmpty(oid: number): Buffer {
  const target = Buffer.allocUnsafe(12);
  writeHeader(target, oid, 0);
  return target;
}

/** uuid[] from 36-character UUIDs. Throws StoreError STORE_DATA for anything that is not one. */
export function encodeUuidArray(values: readonly (string | null)[]): Buffer {
  if (values.length === 0) return encodeEmpty(oids.uuid);
  const target = Buffer.allocUnsafe(headerBytes + values.length * 20);
  writeHeader(target, oids.uuid, values.length);
  let offset = headerBytes;
  for (const value of values) {
    offset = target.writeInt32BE(value === null ? -1 : 16, offset);
    if (value !== null) {
      writeUuid(target, offset, value);
      offset += 16;
    }
  }
  return target.subarray(0, offset);
}

/** integer[]. Throws RangeError outside 32 bits. */
export const encodeInt4Array = (values: readonly (number | null)[]): Buffer =>
  encodeNumbers(values, { oid: oids.int4, byteLength: 4, origin: 0, scale: 1 });

/** bigint[] from whole numbers; beyond 2^53 a bigint is rounded, which no offset and no instant reaches. */
export const encodeInt8Array = (values: readonly (bigint | number | null)[]): Buffer =>
  encodeNumbers(values, { oid: oids.int8, byteLength: 8, origin: 0, scale: 1 });

/** date[] from days since 1970-01-01. */
export const encodeDateArray = (daysSinceEpoch: readonly (number | null)[]): Buffer =>
  encodeNumbers(daysSinceEpoch, { oid: oids.date, byteLength: 4, origin: postgresEpochDay, scale: 1 });

/** timestamptz[] from milliseconds since 1970-01-01. */
export const encodeTimestampArray = (valuesMs: readonly (number | null)[]): Buffer =>
  encodeNumbers(valuesMs, { oid: oids.timestamptz, byteLength: 8, origin: postgresEpochMs, scale: 1_000 });

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
