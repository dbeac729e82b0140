/** Header values as kafkajs takes them. A header that occurs several times holds an array. */
export type OutgoingHeaders = Readonly<Record<string, Buffer | string | readonly (Buffer | string)[]>>;

/** Header values as they came. A header that occurs several times holds an array; a null value becomes an empty Buffer. */
export type IncomingHeaders = Readonly<Record<string, Buffer | readonly Buffer[]>>;

/** A record to be written. The partition is always explicit: use `partitionFor`, or the partition stored with the row. */
export type OutgoingRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer | null;
  /** null = tombstone. */
  readonly value: Buffer | null;
  readonly headers?: OutgoingHeaders;
};

/** Whose clock the timestamp is from, by the names Kafka's own tools use. */
export type TimestampType = 'CreateTime' | 'LogAppendTime' | 'NoTimestampType';

/** A record as it was read. Key and value are the original bytes. */
export type IncomingRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** Milliseconds since the epoch, as the broker gives it (producer's or broker's clock, by the topic's setting). */
  readonly timestampMs: number;
  readonly timestampType: TimestampType;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IncomingHeaders;
};

/** What kafkajs hands over; `headers` may hold anything under the names of Object.prototype (see `toIncomingHeaders`). */
export type RawRecord = {
  readonly offset: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly batchContext?: { readonly timestampType?: number };
};

const NO_HEADERS: IncomingHeaders = Object.freeze({});
const NO_BYTES = Buffer.alloc(0);

const toBuffer = (value: unknown): Buffer | undefined => {
  if (value === null) return NO_BYTES;
  return Buffer.isBuffer(value) ? value : undefined;
};

const toIncomingValue = (value: unknown): Buffer | readonly Buffer[] | undefined => {
  if (!Array.isArray(value)) return toBuffer(value);
  // kafkajs looks a name up in a plain object, so a header called "constructor" arrives as [Function, bytes]: keep the bytes.
  const buffers = value.map(toBuffer).filter((item) => item !== undefined);
  return buffers.length === 1 ? buffers[0] : buffers;
};

/**
 * Makes headers safe to read and to send again: only Buffers remain, null becomes empty (kafkajs cannot encode null), names
 * such as `constructor` or `__proto__` are ordinary names. Never throws.
 */
export const toIncomingHeaders = (headers: Readonly<Record<string, unknown>> | undefined): IncomingHeaders => {
  if (headers === undefined) return NO_HEADERS;
  const names = Object.keys(headers);
  if (names.length === 0) return NO_HEADERS;
  const result: Record<string, Buffer | readonly Buffer[]> = Object.create(null);
  for (const name of names) {
    const value = toIncomingValue(headers[name]);
    if (value !== undefined) result[name] = value;
  }
  return result;
};

const TIMESTAMP_TYPES: Readonly<Record<number, TimestampType>> = { 0: 'CreateTime', 1: 'LogAppendTime' };

/** Whose clock a kafkajs message's timestamp is from. */
export const toTimestampType = ({ batchContext }: Pick<RawRecord, 'batchContext'>): TimestampType =>
  TIMESTAMP_TYPES[batchContext?.timestampType ?? -1] ?? 'NoTimestampType';

/** Turns a kafkajs message into our record: offset as bigint, time as a number, headers made safe. Never throws on content. */
export const toIncomingRecord = (topic: string, partition: number, raw: RawRecord): IncomingRecord => ({
  topic,
  partition,
  offset: BigInt(raw.offset),
  timestampMs: Number(raw.timestamp),
  timestampType: toTimestampType(raw),
  key: raw.key,
  value: raw.value,
  headers: toIncomingHeaders(raw.headers),
});

/** The first value of a header as bytes, or undefined when it is not there. */
export const headerBytes = (headers: IncomingHeaders, name: string): Buffer | undefined => {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value[0] : (value as Buffer | undefined);
};
