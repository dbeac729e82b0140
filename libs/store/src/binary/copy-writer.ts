import { StoreError } from '../store-error.ts';
import { postgresEpochDay, postgresEpochMs } from './array-encoding.ts';
import { writeUuid } from './uuid-bytes.ts';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Kind and length of a message of the protocol. */
const frameBytes = 5;
const copyData = 100;
const copyDone = 99;
/** What stands behind the last row: its mark and the message that ends the COPY. */
const endBytes = 2 + frameBytes;

/** The most that a field takes: its length and its bytes. A character of a JavaScript string becomes at most 3 bytes. */
export const fieldBytes = (valueBytes: number): number => 4 + valueBytes;
export const textBytes = (value: string | null): number => 4 + 3 * (value?.length ?? 0);

/**
 * Rows in Postgres' binary form of COPY, in one buffer with the frames of the protocol round them: what a statement with arrays
 * would copy three times on its way out and take apart again on the other side is copied once. One call per field, in the order
 * of the columns.
 */
export class CopyWriter {
  #bytes: Buffer;
  #view: DataView;
  #position = frameBytes;

  /** `expectedBytes` = about what all rows together will take; it grows when that is too little. */
  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafeSlow(frameBytes + signature.length + 8 + expectedBytes + endBytes);
    this.#view = new DataView(this.#bytes.buffer);
    this.#bytes.set(signature, this.#position);
    this.#position += signature.length;
    // Flags, and the length of the header's extension.
    this.#int32(0);
    this.#int32(0);
  }

  /** Begins a row whose fields take `maxBytes` at most, see `fieldBytes` and `textBytes`. */
  row(fieldCount: number, maxBytes: number): void {
    if (this.#position + 2 + maxBytes + endBytes > this.#bytes.length) this.#grow(2 + maxBytes + endBytes);
    this.#view.setInt16(this.#position, fieldCount);
    this.#position += 2;
  }

  /** Throws StoreError STORE_DATA for anything but a UUID of 36 characters. */
  uuid(value: string | null): void {
    this.#int32(value === null ? -1 : 16);
    if (value === null) return;
    writeUuid(this.#bytes, this.#position, value);
    this.#position += 16;
  }

  bytes(value: Uint8Array | null): void {
    this.#int32(value?.length ?? -1);
    if (value === null) return;
    this.#bytes.set(value, this.#position);
    this.#position += value.length;
  }

  /** Lone surrogates become U+FFFD as in any UTF-8 encoding, a NUL is left for Postgres to refuse. */
  text(value: string | null): void {
    const byteCount = value === null ? -1 : this.#bytes.write(value, this.#position + 4);
    this.#int32(byteCount);
    this.#position += Math.max(0, byteCount);
  }

  /** Throws StoreError STORE_DATA outside -32768..32767. */
  int2(value: number): void {
    if (value !== (value << 16) >> 16) throw new StoreError('STORE_DATA', 'not a smallint');
    this.#int32(2);
    this.#view.setInt16(this.#position, value);
    this.#position += 2;
  }

  int4(value: number): void {
    this.#int32(4);
    this.#int32(value);
  }

  int8(value: bigint): void {
    this.#int32(8);
    this.#view.setBigInt64(this.#position, value);
    this.#position += 8;
  }

  /** Days since 1970-01-01. */
  date(daysSinceEpoch: number): void {
    this.int4(daysSinceEpoch - postgresEpochDay);
  }

  /** Milliseconds since 1970-01-01; the clock of the database has fractions of them. */
  timestamp(valueMs: number | null): void {
    if (valueMs === null) {
      this.#int32(-1);
      return;
    }
    const sinceEpochMs = valueMs - postgresEpochMs;
    const isWhole = Number.isSafeInteger(sinceEpochMs);
    this.int8(isWhole ? BigInt(sinceEpochMs) * 1_000n : BigInt(Math.round(sinceEpochMs * 1_000)));
  }

  /** Everything, ready for the socket. */
  finish(): Buffer {
    this.#view.setInt16(this.#position, -1);
    this.#position += 2;
    this.#bytes[0] = copyData;
    this.#view.setInt32(1, this.#position - 1);
    this.#bytes[this.#position] = copyDone;
    this.#view.setInt32(this.#position + 1, 4);
    return this.#bytes.subarray(0, this.#position + frameBytes);
  }

  #int32(value: number): void {
    this.#view.setInt32(this.#position, value);
    this.#position += 4;
  }

  #grow(byteCount: number): void {
    const larger = Buffer.allocUnsafeSlow(2 * this.#bytes.length + byteCount);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
