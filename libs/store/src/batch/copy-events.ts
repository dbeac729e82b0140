import { CopyWriter, copyRowBytes } from '../binary/copy-writer.ts';
import { StoreError } from '../store-error.ts';
import { encodeLogKey } from './log-key.ts';
import type { NewEvent } from './stored-rows.ts';

const identityFields = 10;
/** Two ids, the hash, four short numbers and two offsets. */
const identityBytes = copyRowBytes(identityFields) + 2 * 16 + 32 + 4 * 2 + 2 * 8;
const contentFields = 4;
/** The day and two ids. */
const contentBytes = copyRowBytes(contentFields) + 4 + 2 * 16;

/** Rows for `copyEventIdentities`. Throws StoreError STORE_DATA for an id that is none. */
export function encodeIdentities(events: readonly NewEvent[], topicNumbers: ReadonlyMap<string, number>): Buffer {
  const logKeys = events.map(encodeLogKey);
  let byteCount = events.length * identityBytes;
  for (const [index, { contentHash }] of events.entries()) {
    if (contentHash.length !== 32) throw new StoreError('STORE_DATA', 'not a hash');
    byteCount += logKeys[index]?.length ?? 0;
  }
  const rows = new CopyWriter(byteCount);
  for (const [index, event] of events.entries()) {
    rows.row(identityFields);
    rows.uuid(event.eventId);
    rows.uuid(event.aggregateId);
    rows.bytes(event.contentHash);
    rows.int2(topicNumbers.get(event.logTopic) ?? 0);
    rows.int2(event.logPartition);
    rows.int8(event.logOffset);
    rows.bytes(logKeys[index] ?? null);
    rows.int2(topicNumbers.get(event.source.topic) ?? 0);
    rows.int2(event.source.partition);
    rows.int8(BigInt(event.source.offset));
  }
  return rows.finish();
}

/** Rows for `copyEventContents`; `dayOf` = the content day of an aggregate. Throws StoreError STORE_DATA for an id that is none. */
export function encodeContents(events: readonly NewEvent[], dayOf: ReadonlyMap<string, number>): Buffer {
  let byteCount = events.length * contentBytes;
  for (const { payload } of events) byteCount += payload.length;
  const rows = new CopyWriter(byteCount);
  for (const event of events) {
    const day = dayOf.get(event.aggregateId);
    if (day === undefined) throw new RangeError('an event without its aggregate');
    rows.row(contentFields);
    rows.date(day);
    rows.uuid(event.eventId);
    rows.uuid(event.aggregateId);
    rows.bytes(event.payload);
  }
  return rows.finish();
}
