import { headerBytes, type IncomingHeaders, type IncomingRecord } from './record.ts';

/** What the headers of a dead letter tell; null where one is missing or has another form. Texts are as they were written: mask them. */
export type DeadLetterFacts = {
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly originalOffset: bigint | null;
  /** Milliseconds since the epoch. */
  readonly originalTimestampMs: number | null;
  readonly code: string | null;
  readonly path: string | null;
  /** True when the record was too large, so that the letter holds neither its value nor its headers. */
  readonly isPointer: boolean;
};

const SPRING_PREFIX = 'kafka_dlt-';
const OWN_PREFIX = 'notif-';

const textOf = (headers: IncomingHeaders, name: string): string | null =>
  headerBytes(headers, name)?.toString('utf8') ?? null;

const int32Of = (headers: IncomingHeaders, name: string): number | null => {
  const bytes = headerBytes(headers, name);
  return bytes?.length === 4 ? bytes.readInt32BE() : null;
};

const int64Of = (headers: IncomingHeaders, name: string): bigint | null => {
  const bytes = headerBytes(headers, name);
  return bytes?.length === 8 ? bytes.readBigInt64BE() : null;
};

/** Reads back what `deadLetterRecord` wrote (Spring's binary encodings, our own texts). Never throws. */
export const readDeadLetter = ({ headers }: Pick<IncomingRecord, 'headers'>): DeadLetterFacts => {
  const timestamp = int64Of(headers, `${SPRING_PREFIX}original-timestamp`);
  return {
    originalTopic: textOf(headers, `${SPRING_PREFIX}original-topic`),
    originalPartition: int32Of(headers, `${SPRING_PREFIX}original-partition`),
    originalOffset: int64Of(headers, `${SPRING_PREFIX}original-offset`),
    originalTimestampMs: timestamp === null ? null : Number(timestamp),
    code: textOf(headers, `${OWN_PREFIX}error-code`),
    path: textOf(headers, `${OWN_PREFIX}error-path`),
    isPointer: headerBytes(headers, `${OWN_PREFIX}original-size`) !== undefined,
  };
};

/** The headers that the record had before it became a dead letter. Never throws. */
export const originalHeaders = (headers: IncomingHeaders): IncomingHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !name.startsWith(SPRING_PREFIX) && !name.toLowerCase().startsWith(OWN_PREFIX),
    ),
  );
