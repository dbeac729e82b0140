import type { Decoded, DecodeResult } from '@varselvakt/codec';
import { isUuid } from '@varselvakt/domain';
import { headerBytes, type IncomingRecord, readDeadLetter } from '@varselvakt/kafka';
import { type EventMask, hideText, type MaskedValue } from '@varselvakt/rules';
import type { LetterFacts } from '../redrive/judge-letter.ts';
import { countOf } from '../redrive/redriven-record.ts';
import { type LetterHeaders, toLetterHeaders } from './letter-headers.ts';
import type { TopicSchema } from './record-view.ts';

/** A dead letter as an operator may see it. Holds no value of the record. Instants in milliseconds since the epoch. */
export type LetterView = Omit<LetterFacts, 'offset' | 'timestampMs'> & {
  readonly offset: string;
  /** When it became a dead letter. */
  readonly at: number;
  /** Where in the record the fault is; null when it concerns the whole. */
  readonly path: string | null;
  /** The key, where it is the id of an aggregate. */
  readonly aggregateId: string | null;
  readonly keyBytes: number;
  readonly valueBytes: number;
  /** How often the service tried before it gave up. */
  readonly attemptCount: number | null;
  /** How often it has been sent again before. */
  readonly redriveCount: number;
  readonly originalOffset: string | null;
  readonly originalAt: number | null;
  readonly schema: TopicSchema | null;
  readonly schemaId: number | null;
  /** Why the value cannot be read; null where it can. */
  readonly unreadable: string | null;
};

/** The same with what it is made of. */
export type WholeLetterView = LetterView & { readonly headers: LetterHeaders; readonly structure: MaskedValue };

/** What became of the attempt to read a letter's value; the schema registry may not answer. */
export type LetterReading = DecodeResult<TopicSchema> | 'NOT_ASKED' | undefined;

const topicForm = /^[\w.-]{1,249}$/;
const pathForm = /^[A-Za-z][\w.[\]]{0,199}$/;

/** The line that tells of a letter. Pure; never throws. */
export function toLetterView(
  record: IncomingRecord,
  reading: LetterReading,
  { offset, timestampMs, producerId, target, ...facts }: LetterFacts,
  { maskId }: Pick<EventMask, 'maskId'>,
): LetterView {
  const { path, originalOffset, originalTimestampMs } = readDeadLetter(record);
  const key = record.key?.toString('latin1') ?? '';
  const attempts = headerBytes(record.headers, 'notif-attempt')?.toString('latin1') ?? '';
  const decoded = reading === 'NOT_ASKED' ? undefined : reading;
  return {
    ...facts,
    offset: offset.toString(),
    at: timestampMs,
    target: toShownTarget(target, maskId),
    producerId: producerId !== null && maskId(producerId) === producerId ? producerId : null,
    path: path !== null && pathForm.test(path) ? maskId(path) : null,
    aggregateId: isUuid(key) ? key : null,
    keyBytes: record.key?.length ?? 0,
    valueBytes: record.value?.length ?? 0,
    attemptCount: /^\d{1,6}$/.test(attempts) ? Number(attempts) : null,
    redriveCount: countOf(record.headers),
    originalOffset: originalOffset?.toString() ?? null,
    originalAt: originalTimestampMs,
    schema: decoded?.ok ? decoded.schemaName : null,
    schemaId: decoded?.schemaId ?? null,
    unreadable: unreadableOf(reading),
  };
}

const toShownTarget = (target: LetterFacts['target'], maskId: EventMask['maskId']): LetterFacts['target'] =>
  target === null
    ? null
    : { ...target, topic: topicForm.test(target.topic) ? maskId(target.topic) : hideText(target.topic) };

function unreadableOf(reading: LetterReading): string | null {
  if (reading === 'NOT_ASKED') return 'REGISTRY_UNAVAILABLE';
  return reading === undefined || reading.ok ? null : reading.code;
}

/** Everything that may be told of a letter. Pure; never throws. */
export function toWholeLetterView(
  record: IncomingRecord,
  reading: LetterReading,
  facts: LetterFacts,
  mask: EventMask,
): WholeLetterView {
  const isRead = reading !== undefined && reading !== 'NOT_ASKED' && reading.ok;
  return {
    ...toLetterView(record, reading, facts, mask),
    headers: toLetterHeaders(record.headers, mask),
    structure: isRead ? structureOf(reading, mask) : null,
  };
}

function structureOf(decoded: Decoded<TopicSchema>, mask: EventMask): MaskedValue {
  switch (decoded.schemaName) {
    case 'ProducerEvent':
      return mask.maskStructure(decoded.value);
    case 'AcceptedEvent':
      return { event: mask.maskStructure(decoded.value.event) };
    // Our own records about an event: neither is read by anybody who writes dead letters.
    case 'HardDeleted':
    case 'EventOutcome':
      return null;
    default:
      return decoded satisfies never;
  }
}
