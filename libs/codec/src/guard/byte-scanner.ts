import { isUtf8 } from 'node:buffer';
import type { DecodeLimits } from './decode-limits.ts';
import type { ScanNode } from './scan-node.ts';

export type ScanFault = 'AVRO_CORRUPT' | 'AVRO_LIMITS';

export type ScanResult =
  | {
      readonly ok: true;
      /** Whether an Avro encoder would write exactly these bytes for the value: one block per array, shortest numbers. */
      readonly canonical: boolean;
      readonly stepCount: number;
      /** Where the record ends. */
      readonly end: number;
    }
  | { readonly ok: false; readonly code: ScanFault; readonly path: string; readonly stepCount: number };

/** From here on the native check beats the loop in JavaScript, which knows only characters of one or two bytes. */
const NATIVE_UTF8_FROM_BYTES = 256;
const MAX_VARINT_BYTES = 10;
/** avsc shifts a sign bit into a double, so from here on it may give another number, even of the other sign. */
const INEXACT_FROM = 2 ** 52;

/**
 * Walks over the bytes of one record as its writer's schema says, without making any value: every length, count, index
 * and depth is checked against what is left before anything trusts it. Avro's own reader has no such bounds and can
 * spin for minutes on a flipped bit. One scanner is used for many records, one after the other.
 */
export class ByteScanner {
  readonly #limits: DecodeLimits;
  #bytes: Buffer = Buffer.alloc(0);
  #position = 0;
  #stepCount = 0;
  #canonical = true;
  #fault: ScanFault | undefined;
  #path = '';

  constructor(limits: DecodeLimits) {
    this.#limits = limits;
  }

  /** Checks the bytes from `start` to the end against the plan; never throws, trailing bytes are a fault. */
  scan(bytes: Buffer, start: number, plan: ScanNode): ScanResult {
    const result = this.scanFirst(bytes, start, plan);
    if (!result.ok || this.#position === bytes.length) return result;
    return { ok: false, code: 'AVRO_CORRUPT', path: '', stepCount: this.#stepCount };
  }

  /** Checks the one record that begins at `start` and says where it ends; more may follow it. Never throws. */
  scanFirst(bytes: Buffer, start: number, plan: ScanNode): ScanResult {
    this.#bytes = bytes;
    this.#position = start;
    this.#stepCount = 0;
    this.#canonical = true;
    this.#fault = undefined;
    this.#path = '';
    if (this.#walk(plan, 0))
      return { ok: true, canonical: this.#canonical, stepCount: this.#stepCount, end: this.#position };
    const path = this.#path.startsWith('.') ? this.#path.slice(1) : this.#path;
    return { ok: false, code: this.#fault ?? 'AVRO_CORRUPT', path, stepCount: this.#stepCount };
  }

  #walk(node: ScanNode, depth: number): boolean {
    this.#stepCount += 1;
    if (this.#stepCount > this.#limits.maxSteps) return this.#fail('AVRO_LIMITS');
    switch (node.kind) {
      case 'null':
        return true;
      case 'string':
        return this.#walkString();
      case 'long':
        return this.#walkLong();
      case 'union':
        return this.#walkUnion(node, depth);
      case 'record':
        return this.#walkRecord(node, depth);
      case 'array':
      case 'map':
        return this.#walkCollection(node, depth);
      default:
        return this.#walkScalar(node);
    }
  }

  #walkScalar(node: ScanNode): boolean {
    switch (node.kind) {
      case 'boolean':
        return this.#walkBoolean();
      case 'int':
        return this.#walkInt();
      case 'enum':
        return this.#readIndex(node.size) >= 0;
      case 'bytes':
        return this.#skip(this.#readLength());
      case 'fixed':
        return node.size <= this.#limits.maxStringBytes ? this.#skip(node.size) : this.#fail('AVRO_LIMITS');
      case 'float':
        return this.#skip(4);
      default:
        return this.#skip(8);
    }
  }

  #walkRecord(node: ScanNode, depth: number): boolean {
    if (depth >= this.#limits.maxDepth) return this.#fail('AVRO_LIMITS');
    const { children } = node;
    for (let index = 0; index < children.length; index += 1) {
      const child = children[index];
      if (child !== undefined && !this.#walk(child, depth + 1)) return this.#failIn(`.${node.names[index]}`);
    }
    return true;
  }

  #walkUnion(node: ScanNode, depth: number): boolean {
    const index = this.#readIndex(node.children.length);
    const branch = index < 0 ? undefined : node.children[index];
    return branch !== undefined && this.#walk(branch, depth);
  }

  #walkCollection(node: ScanNode, depth: number): boolean {
    if (depth >= this.#limits.maxDepth) return this.#fail('AVRO_LIMITS');
    let itemCount = 0;
    for (;;) {
      const count = this.#readLong();
      if (this.#fault !== undefined) return false;
      if (count === 0) return true;
      if (itemCount > 0 || count < 0) this.#canonical = false;
      if (!this.#walkBlock(node, itemCount, count, depth)) return false;
      itemCount += Math.abs(count);
    }
  }

  /** One block of items; a negative count is followed by the block's size in bytes, which has to be true. */
  #walkBlock(node: ScanNode, itemsBefore: number, count: number, depth: number): boolean {
    const item = node.children[0];
    const byteCount = count < 0 ? this.#readLong() : -1;
    const itemCount = Math.abs(count);
    if (this.#fault !== undefined || item === undefined) return false;
    if (itemsBefore + itemCount > this.#limits.maxItems) return this.#fail('AVRO_LIMITS');
    const minItemBytes = item.minBytes + (node.kind === 'map' ? 1 : 0);
    if (itemCount * minItemBytes > this.#bytes.length - this.#position) return this.#fail('AVRO_CORRUPT');
    const start = this.#position;
    for (let index = 0; index < itemCount; index += 1) {
      if (node.kind === 'map' && !this.#walkString()) return this.#failIn('{}');
      if (!this.#walk(item, depth + 1)) return this.#failIn(`[${itemsBefore + index}]`);
    }
    return count > 0 || this.#position - start === byteCount || this.#fail('AVRO_CORRUPT');
  }

  #walkString(): boolean {
    const length = this.#readLength();
    const start = this.#position;
    return this.#skip(length) && (this.#isText(start, start + length) || this.#fail('AVRO_CORRUPT'));
  }

  /** Avro's reader turns invalid UTF-8 into replacement characters without a word; here it is a fault. */
  #isText(start: number, end: number): boolean {
    const bytes = this.#bytes;
    if (end - start >= NATIVE_UTF8_FROM_BYTES) return isUtf8(bytes.subarray(start, end));
    for (let index = start; index < end; index += 1) {
      const byte = bytes[index] as number;
      if (byte < 0x80) continue;
      if (byte < 0xc2 || byte > 0xdf || index + 1 === end) return isUtf8(bytes.subarray(index, end));
      index += 1;
      if (((bytes[index] as number) & 0xc0) !== 0x80) return false;
    }
    return true;
  }

  #walkBoolean(): boolean {
    const byte = this.#bytes[this.#position];
    return byte !== undefined && byte <= 1 ? this.#skip(1) : this.#fail('AVRO_CORRUPT');
  }

  #walkLong(): boolean {
    const value = this.#readLong();
    if (this.#fault !== undefined) return false;
    return Math.abs(value) < INEXACT_FROM || this.#fail('AVRO_CORRUPT');
  }

  #walkInt(): boolean {
    const value = this.#readLong();
    if (this.#fault !== undefined) return false;
    return (value >= -0x8000_0000 && value <= 0x7fff_ffff) || this.#fail('AVRO_CORRUPT');
  }

  /** An index below `count`, or -1 with the fault noted. */
  #readIndex(count: number): number {
    const index = this.#readLong();
    if (this.#fault === undefined && (index < 0 || index >= count)) this.#fail('AVRO_CORRUPT');
    return this.#fault === undefined ? index : -1;
  }

  /** A length that the limits allow, or -1 with the fault noted. */
  #readLength(): number {
    const length = this.#readLong();
    if (this.#fault !== undefined) return -1;
    if (length < 0 || length > this.#bytes.length - this.#position) this.#fail('AVRO_CORRUPT');
    else if (length > this.#limits.maxStringBytes) this.#fail('AVRO_LIMITS');
    return this.#fault === undefined ? length : -1;
  }

  #skip(byteCount: number): boolean {
    if (byteCount < 0) return false;
    if (byteCount > this.#bytes.length - this.#position) return this.#fail('AVRO_CORRUPT');
    this.#position += byteCount;
    return true;
  }

  /** A zigzag number; not exact from 2^52 on, which is far beyond every limit that it is compared with. */
  #readLong(): number {
    const first = this.#bytes[this.#position];
    if (first !== undefined && first < 0x80) {
      this.#position += 1;
      return (first >>> 1) ^ -(first & 1);
    }
    return this.#readLongSlowly();
  }

  #readLongSlowly(): number {
    let value = 0;
    let factor = 1;
    for (let length = 1; length <= MAX_VARINT_BYTES; length += 1) {
      const byte = this.#bytes[this.#position];
      if (byte === undefined) break;
      this.#position += 1;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) {
        if (length === MAX_VARINT_BYTES && byte > 1) break;
        if (byte === 0) this.#canonical = false;
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
    this.#fail('AVRO_CORRUPT');
    return 0;
  }

  #fail(code: ScanFault): false {
    this.#fault ??= code;
    return false;
  }

  /** Called on the way out of a failed walk only, so that a good record pays nothing for paths. */
  #failIn(step: string): false {
    this.#path = step + this.#path;
    return false;
  }
}
