import { createRequire } from 'node:module';

/**
 * Why this wraps a piece of kafkajs. A compacted topic may hold a batch whose records are all gone: kafkajs decodes it to
 * "no records", does not move, and asks for the same batch for ever (tulios/kafkajs#1072). When only the batch's LAST records
 * are gone it moves one offset per fetch. The Java client moves to the end of the batch. So do we: after kafkajs has decoded a
 * fetch answer, a control record, which kafkajs filters out and steps over by itself, stands for the end of the last batch.
 * The wrap changes no file and no content; without it reading is merely at the mercy of the defect, which the watchdog reports.
 */
const FETCH_MODULE = 'kafkajs/src/protocol/requests/fetch/index.js';
const GUARDED_VERSION = 11;
const GUARDED = Symbol.for('varselvakt.fetchGuard');

const BATCH_HEADER_BYTES = 61;
const BATCH_LENGTH_AT = 8;
const BATCH_MAGIC_AT = 16;
const LAST_OFFSET_DELTA_AT = 23;
/** Bytes of a batch before what its length field counts. */
const BATCH_PREFIX_BYTES = 12;

type DecodedMessage = { readonly offset: string };
type DecodedPartition = { readonly partition: number; readonly messages: DecodedMessage[] };
type DecodedFetch = {
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly DecodedPartition[] }[];
};
type FetchResponse = { readonly decode: (raw: Buffer) => Promise<DecodedFetch>; readonly parse: unknown };
type FetchRequest = { readonly response: FetchResponse };
type FetchModule = {
  protocol: (choice: { readonly version: number }) => (input: unknown) => FetchRequest;
  [GUARDED]?: true;
};

/** The last offset that the complete batches in these bytes cover, or null when there is none (or an older format). */
export const lastCoveredOffset = (records: Buffer): bigint | null => {
  let end: bigint | null = null;
  let at = 0;
  while (at + BATCH_HEADER_BYTES <= records.length && records.readInt8(at + BATCH_MAGIC_AT) === 2) {
    const next = at + BATCH_PREFIX_BYTES + records.readInt32BE(at + BATCH_LENGTH_AT);
    if (next > records.length || next < at + BATCH_HEADER_BYTES) break;
    end = records.readBigInt64BE(at) + BigInt(records.readInt32BE(at + LAST_OFFSET_DELTA_AT));
    at = next;
  }
  return end;
};

const walkCoveredEnds = (raw: Buffer): readonly (bigint | null)[] => {
  const ends: (bigint | null)[] = [];
  let at = 4 + 2 + 4; // throttle time, error code, session id
  const int32 = (): number => {
    at += 4;
    return raw.readInt32BE(at - 4);
  };
  for (let topics = int32(); topics > 0; topics -= 1) {
    at += 2 + raw.readInt16BE(at);
    for (let partitions = int32(); partitions > 0; partitions -= 1) {
      at += 4 + 2 + 8 + 8 + 8; // partition, error code, high watermark, last stable offset, log start offset
      const abortedCount = Math.max(0, int32());
      at += 16 * abortedCount;
      at += 4; // preferred read replica
      const size = Math.max(0, int32());
      ends.push(lastCoveredOffset(raw.subarray(at, at + size)));
      at += size;
    }
  }
  return ends;
};

/**
 * Walks a Fetch answer of version 11 in the order in which kafkajs decodes it; gives each partition's covered end. An answer that
 * it cannot walk gives an empty list: then kafkajs' own reading stands.
 */
export const readCoveredEnds = (raw: Buffer): readonly (bigint | null)[] => {
  try {
    return walkCoveredEnds(raw);
  } catch {
    return [];
  }
};

const endOfBatch = (offset: bigint) => ({
  magicByte: 2,
  attributes: 0,
  timestamp: '0',
  offset: offset.toString(),
  key: null,
  value: null,
  headers: {},
  isControlRecord: true,
  batchContext: { producerId: '-1', inTransaction: false, isControlBatch: true },
});

/** Adds the end-of-batch record to each partition whose last batch reaches further than its last record. */
const withBatchEnds = (decoded: DecodedFetch, ends: readonly (bigint | null)[]): DecodedFetch => {
  const partitions = decoded.responses.flatMap((response) => response.partitions);
  if (partitions.length !== ends.length) return decoded;
  for (const [index, partition] of partitions.entries()) {
    const end = ends[index] ?? null;
    const last = partition.messages.at(-1);
    if (end !== null && (last === undefined || BigInt(last.offset) < end)) partition.messages.push(endOfBatch(end));
  }
  return decoded;
};

const guardResponse = (response: FetchResponse): FetchResponse => ({
  ...response,
  decode: async (raw) => withBatchEnds(await response.decode(raw), readCoveredEnds(raw)),
});

/** Wraps kafkajs' fetch decoder once per process. Never throws for a kafkajs that it knows (the version is pinned). */
export const installFetchGuard = (): void => {
  const fetchModule = createRequire(import.meta.url)(FETCH_MODULE) as FetchModule;
  if (fetchModule[GUARDED] === true) return;
  const original = fetchModule.protocol;
  fetchModule.protocol = ({ version }) => {
    const build = original({ version });
    if (Number(version) !== GUARDED_VERSION) return build;
    return (input) => {
      const request = build(input);
      return { ...request, response: guardResponse(request.response) };
    };
  };
  fetchModule[GUARDED] = true;
};
