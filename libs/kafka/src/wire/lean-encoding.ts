import { createRequire } from 'node:module';
import { type BatchDescription, type BatchRecord, encodeRecordBatch } from './record-batch.ts';

/**
 * Why this replaces a piece of kafkajs. Its encoder takes two zeroed buffers for every record and grows five copies of every
 * request by doubling, each zeroed as well: a quarter of the CPU of whoever sends much, and several KB of garbage per record,
 * which is most of what such a process holds. Here a batch is written once, in place, and buffers are not zeroed before they
 * are overwritten. The bytes are the same (a test compares them); compressed batches stay with kafkajs.
 */
const ENCODER_MODULE = 'kafkajs/src/protocol/encoder.js';
const RECORD_MODULE = 'kafkajs/src/protocol/recordBatch/record/v0/index.js';
const BATCH_MODULE = 'kafkajs/src/protocol/recordBatch/v0/index.js';
const CRC_MODULE = 'kafkajs/src/protocol/recordBatch/crc32C/index.js';
const LEAN = Symbol.for('varselvakt.leanEncoding');
const COMPRESSION_MASK = 0x07;

type KafkajsEncoder = { buf: Buffer; offset: number };
type EncoderClass = {
  readonly prototype: KafkajsEncoder & { ensureAvailable: (this: KafkajsEncoder, length: number) => void };
};
type EncodeRecord = (record: BatchRecord) => unknown;
/** `records` are whatever the record encoder has made of them. */
type KafkajsBatch = Omit<BatchDescription, 'records'> & {
  readonly compression?: number;
  readonly records?: readonly unknown[];
};
type BatchModule = { RecordBatch: (batch: KafkajsBatch) => Promise<unknown>; [LEAN]?: true };

/** As kafkajs does it, but without writing zeros that are overwritten at once: `buffer` never shows more than was written. */
function ensureAvailable(this: KafkajsEncoder, length: number): void {
  const needed = this.offset + length;
  if (needed <= this.buf.length) return;
  const grown = Buffer.allocUnsafe(Math.max(needed, Math.min(2 * this.buf.length, needed + 65_536)));
  this.buf.copy(grown, 0, 0, this.offset);
  this.buf = grown;
}

/** An encoder of kafkajs that holds these bytes already. */
const encoderWith = ({ prototype }: EncoderClass, bytes: Buffer): KafkajsEncoder =>
  Object.assign(Object.create(prototype) as KafkajsEncoder, { buf: bytes, offset: bytes.length });

/**
 * Replaces kafkajs' encoding of produce requests, once per process and before the first one is sent (kafkajs loads that part
 * then). Never throws for a kafkajs that it knows (the version is pinned).
 */
export const installLeanEncoding = (): void => {
  const require = createRequire(import.meta.url);
  const batchModule = require(BATCH_MODULE) as BatchModule;
  if (batchModule[LEAN] === true) return;
  const Encoder = require(ENCODER_MODULE) as EncoderClass;
  const encodeRecord = require(RECORD_MODULE) as EncodeRecord;
  const crc32c = require(CRC_MODULE) as (bytes: Buffer) => number;
  const original = batchModule.RecordBatch;
  Encoder.prototype.ensureAvailable = ensureAvailable;
  const recordModule = require.cache[require.resolve(RECORD_MODULE)];
  // Records stay as they are until their batch is written.
  if (recordModule !== undefined) recordModule.exports = (record: BatchRecord) => record;
  batchModule.RecordBatch = async ({ compression = 0, records: given = [], ...rest }) => {
    const records = given as readonly BatchRecord[];
    if ((compression & COMPRESSION_MASK) !== 0)
      return original({ ...rest, compression, records: records.map(encodeRecord) });
    return encoderWith(Encoder, encodeRecordBatch({ ...rest, records }, crc32c));
  };
  batchModule[LEAN] = true;
};
