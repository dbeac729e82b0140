import type { DecodeResult, EventDecoder } from '@varselvakt/codec';
import type { IncomingRecord } from '@varselvakt/kafka';
import { classifyBody } from '../domain/classify-body.ts';
import { type AcceptedEnvelope, type LoggedEvent, toLoggedEvent } from '../domain/logged-event.ts';

export type LogSchema = 'AcceptedEvent' | 'HardDeleted';

/** What lies at one offset of the event log. */
export type LogEntry =
  | { readonly type: 'EVENT'; readonly record: IncomingRecord; readonly event: LoggedEvent }
  /** Ours and of no concern here: tombstones, hard deletes, record types we do not know. */
  | { readonly type: 'PASSED_OVER'; readonly record: IncomingRecord; readonly reason: PassedOver }
  /** Cannot be stored, now or ever: dead letter. */
  | { readonly type: 'UNUSABLE'; readonly record: IncomingRecord; readonly code: string };

type PassedOver = 'TOMBSTONE' | 'HARD_DELETED' | 'FOREIGN_TYPE';

/** Reads one record whose schema was prepared. Never throws for what the record holds. */
export function readLogRecord(record: IncomingRecord, decoder: EventDecoder<LogSchema>): LogEntry {
  const { key, value } = record;
  if (value === null) return { type: 'PASSED_OVER', record, reason: 'TOMBSTONE' };
  const result: DecodeResult<LogSchema> = decoder.decode(value, record.headers);
  if (!result.ok) {
    if (result.code === 'SCHEMA_FOREIGN') return { type: 'PASSED_OVER', record, reason: 'FOREIGN_TYPE' };
    return { type: 'UNUSABLE', record, code: result.code };
  }
  if (result.schemaName === 'HardDeleted') return { type: 'PASSED_OVER', record, reason: 'HARD_DELETED' };
  if (key === null) return { type: 'UNUSABLE', record, code: 'RECORD_NULL_KEY' };
  const accepted: AcceptedEnvelope = result.value;
  if (!isStorable(accepted)) return { type: 'UNUSABLE', record, code: 'ACCEPTED_EVENT_INVALID' };
  const event = toLoggedEvent(accepted, record as LoggedEvent['record'], classifyBody(accepted.event.body));
  return { type: 'EVENT', record, event };
}

/** A flipped bit decodes without an error; what would not fit its column is told apart here and not by the database (ids: when they are encoded). */
function isStorable({ contentHash, source, retention, producerId }: AcceptedEnvelope): boolean {
  return (
    contentHash.length === 32 &&
    isIn(source.partition, 32_767) &&
    isIn(source.offset, Number.MAX_SAFE_INTEGER) &&
    (retention.deleteAt === null || isIn(retention.deleteAt, lastInstantMs)) &&
    producerId.length > 0
  );
}

/** The end of the year 9999. */
const lastInstantMs = 253_402_300_799_999;

const isIn = (value: number, max: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= max;
