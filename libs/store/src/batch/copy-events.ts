import { CopyWriter, fieldBytes } from '../binary/copy-writer.ts';
import { StoreError } from '../store-error.ts';
import { encodeLogKey } from './log-key.ts';
import type { NewEvent } from './stored-rows.ts';

const hashBytes = 32;
/** Two ids, the hash, four short numbers, two offsets, and the length of a key. */
const identityBytes =
  2 * fieldBytes(16) + fieldBytes(hashBytes) + 4 * fieldBytes(2) + 2 * fieldBytes(8) + fieldBytes(0);
/** The day, two ids, and the length of the payload. */
const contentBytes = fieldBytes(4) + 2 * fieldBytes(16) + fieldBytes(0);
const rowBytes = 2;

/** Rows for `copyEventIdentities`. Throws StoreError STORE_DATA for an id that is none. */
export function encodeIdentities(events: readonly NewEvent[], topicNumbers: ReadonlyMap<string, number>): Buffer {
  const rows = new CopyWriter(events.length * (rowBytes + identityBytes));
  for (const event of events) {
    const { contentHash, source } = event;
    if (contentHash.length !== hashBytes) throw new StoreError('STORE_DATA', 'not a hash');
    const logKey = encodeLogKey(event);
    rows.row(10, identityBytes + (logKey?.length ?? 0));
    rows.uuid(event.eventId);
    rows.uuid(event.aggregateId);
    rows.bytes(contentHash);
    rows.int2(topicNumbers.get(event.logTopic) ?? 0);
    rows.int2(event.logPartition);
    rows.int8(event.logOffset);
    rows.bytes(logKey);
    rows.int2(topicNumbers.get(source.topic) ?? 0);
    rows.int2(source.partition);
    rows.int8(BigInt(source.offset));
  }
  return rows.finish();
}

/** Rows for `copyEventContents`; `dayOf` = the content day of an aggregate. Throws StoreError STORE_DATA for an id that is none. */
export function encodeContents(events: readonly NewEvent[], dayOf: ReadonlyMap<string, number>): Buffer {
  const payloadBytes = events.reduce((sum, { payload }) => sum + payload.length, 0);
  const rows = new CopyWriter(payloadBytes + events.length * (rowBytes + contentBytes));
  for (const { eventId, aggregateId, payload } of events) {
    const day = dayOf.get(aggregateId);
    if (day === undefined) throw new RangeError('an event without its aggregate');
    rows.row(4, contentBytes + payload.length);
    rows.date(day);
    rows.uuid(eventId);
    rows.uuid(aggregateId);
    rows.bytes(payload);
  }
  return rows.finish();
}
