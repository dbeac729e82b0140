import type { Decoded, DecodeResult } from '@varselvakt/codec';
import type { IncomingRecord } from '@varselvakt/kafka';
import { type EventMask, hideText, type MaskedValue, type TextShowing } from '@varselvakt/rules';
import { type ReadableHeaders, toReadableHeaders } from './readable-headers.ts';

/** The records that stand on our topics. */
export type TopicSchema = 'ProducerEvent' | 'AcceptedEvent' | 'HardDeleted' | 'EventOutcome';

/** A record as a person may see it. Holds no text of an event, no number and no address (see EventMask). */
export type RecordView = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: string;
  readonly timestampType: IncomingRecord['timestampType'];
  readonly key: string | null;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly headers: ReadableHeaders;
  readonly schema: TopicSchema | null;
  readonly schemaId: number | null;
  /** Why the value cannot be read; null where it can, and for tombstones. */
  readonly unreadable: string | null;
  readonly value: MaskedValue;
};

/** The view of a record; `decoded` is undefined for a tombstone. Pure; never throws. */
export function toRecordView(
  record: IncomingRecord,
  decoded: DecodeResult<TopicSchema> | undefined,
  mask: EventMask,
  showing: TextShowing,
): RecordView {
  const { topic, partition, offset, timestampMs, timestampType, key, value, headers } = record;
  return {
    topic,
    partition,
    offset: offset.toString(),
    timestamp: new Date(timestampMs).toISOString(),
    timestampType,
    key: key === null ? null : maskKey(key, mask),
    keyBytes: key?.length ?? 0,
    valueBytes: value?.length ?? 0,
    headers: toReadableHeaders(headers, mask),
    schema: decoded?.ok ? decoded.schemaName : null,
    schemaId: decoded?.schemaId ?? null,
    unreadable: decoded === undefined || decoded.ok ? null : decoded.code,
    value: decoded?.ok ? maskValue(decoded, mask, showing) : null,
  };
}

const maxKeyBytes = 300;

/** Our keys are ids with colons between; a producer's may be anything. */
function maskKey(key: Buffer, mask: EventMask): string {
  const text = key.toString('utf8');
  if (key.length > maxKeyBytes || text.includes('\uFFFD')) return `«${key.length} bytes»`;
  return text.split(':').map(mask.maskId).join(':');
}

function maskValue(decoded: Decoded<TopicSchema>, mask: EventMask, showing: TextShowing): MaskedValue {
  switch (decoded.schemaName) {
    case 'ProducerEvent':
      return mask.maskEvent(decoded.value, showing);
    case 'AcceptedEvent': {
      const { event, contentHash, ...envelope } = decoded.value;
      const hash = Buffer.from(contentHash).toString('hex');
      return { ...maskStrings(envelope, mask), contentHash: hash, event: mask.maskEvent(event, showing) };
    }
    case 'HardDeleted':
    case 'EventOutcome':
      return maskStrings(decoded.value, mask);
    default:
      return decoded satisfies never;
  }
}

/** Records of our own hold ids, codes and the texts of our rules; all the same, nothing passes that looks like a person's data. */
function maskStrings(record: object, mask: EventMask): { readonly [name: string]: MaskedValue } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, maskOne(name, value, mask)]));
}

/** Texts of the rule table: the same for every event, and some speak of numbers. */
const ruleTexts: ReadonlySet<string> = new Set(['messageNb', 'messageEn', 'remedyNb', 'remedyEn', 'documentation']);

function maskOne(name: string, value: unknown, mask: EventMask): MaskedValue {
  if (typeof value === 'string') return ruleTexts.has(name) ? value : mask.maskId(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => maskOne(name, item, mask));
  return typeof value === 'object' ? maskStrings(value, mask) : hideText(String(value));
}
