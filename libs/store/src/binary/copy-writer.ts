import { StoreError } from '../store-error.ts';
import { postgresEpochDay } from './array-encoding.ts';
import { writeUuid } from './uuid-bytes.ts';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Signature, flags, length of the header's extension. */
const headerBytes = signature.length + 8;
const trailerBytes = 2;
/** Kind and length of a message of the protocol. */
const frameBytes = 5;
const copyData = 100;
const copyDone = 99;

/** Bytes of a row without the bytes of its values: the count of fields, and a length for each. */
export const copyRowBytes = (fieldCount: number): number => 2 + 4 * fieldCount;

/**
 * Rows in Postgres' binary form of COPY, in one buffer of the right size with the frames of the protocol round them: what a
 * statement with arrays would copy three times on its way out and take apart again on the other side is copied once.
 * One call per field, in the order of the columns.
 */
export class CopyWriter {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #position: number;

  /** `rowBytes` = the bytes of all rows together, see `copyRowBytes`; exactly so many have to be written. */
  constructor(rowBytes: number) {
    const dataBytes = headerBytes + rowBytes + trailerBytes;
    this.#bytes = Buffer.allocUnsafeSlow(2 * frameBytes + dataBytes);
    this.#view = new DataView(this.#bytes.buffer);
    this.#bytes[0] = copyData;
    this.#view.setInt32(1, 4 + dataBytes);
    this.#bytes.set(signature, frameBytes);
    this.#position = frameBytes + signature.length;
    this.#int32(0);
    this.#int32(0);
  }

  row(fieldCount: number): void {
    this.#view.setInt16(this.#position, fieldCount);
    this.#position += 2;
  }

  /** Throws StoreError STORE_DATA for anything but a UUID of 36 characters. */
  uuid(value: string): void {
    this.#int32(16);
    writeUuid(this.#bytes, this.#position, value);
    this.#position += 16;
  }

  bytes(value: Uint8Array | null): void {
    this.#int32(value?.length ?? -1);
    if (value === null) return;
    this.#bytes.set(value, this.#position);
    this.#position += value.length;
  }

  /** Throws StoreError STORE_DATA outside -32768..32767. */
  int2(value: number): void {
    if (value !== (value << 16) >> 16) throw new StoreError('STORE_DATA', 'not a smallint');
    this.#int32(2);
    this.#view.setInt16(this.#position, value);
    this.#position += 2;
  }

  int8(value: bigint): void {
    this.#int32(8);
    this.#view.setBigInt64(this.#position, value);
    this.#position += 8;
  }

  /** Days since 1970-01-01. */
  date(daysSinceEpoch: number): void {
    this.#int32(4);
    this.#int32(daysSinceEpoch - postgresEpochDay);
  }

  /** Everything, ready for the socket. */
  finish(): Buffer {
    this.#view.setInt16(this.#position, -1);
    this.#position += trailerBytes;
    this.#bytes[this.#position] = copyDone;
    this.#view.setInt32(this.#position + 1, 4);
    if (this.#position + frameBytes !== this.#bytes.length) throw new RangeError('other bytes than were announced');
    return this.#bytes;
  }

  #int32(value: number): void {
    this.#view.setInt32(this.#position, value);
    this.#position += 4;
  }
}
