import {
  type AcceptedEvent,
  type EventOutcome,
  type HardDeleted,
  isUuid,
  type ProducerEvent,
  parseProducerId,
} from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import { type EventMask, hideText } from '@varselvakt/rules';
import type { TracedAggregate, TracedErasure } from '@varselvakt/store';

/** One thing that happened to an event or its aggregate. */
export type TraceStep = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly what:
    | 'PUBLISHED'
    | 'ACCEPTED'
    | 'OUTCOME'
    | 'STORED'
    | 'DUE'
    | 'DELETION_PLANNED'
    | 'HARD_DELETED'
    | 'TOMBSTONED'
    | 'PUBLISHED_DELETION'
    | 'ROWS_GONE'
    | 'VERIFIED'
    | 'DEAD_LETTER';
  /** In English, without any value of the event. */
  readonly detail: string;
  /** `topic/partition/offset` of the record that says so; null where a table does. */
  readonly place: string | null;
};

const placeOf = ({ topic, partition, offset }: IncomingRecord): string => `${topic}/${partition}/${offset}`;
const timeOf = (at: number): string => new Date(at).toISOString();
const withPlace = (
  record: IncomingRecord,
  what: TraceStep['what'],
  detail: string,
  at = record.timestampMs,
): TraceStep => ({
  at,
  what,
  detail,
  place: placeOf(record),
});

/** How ids are told that came from outside, where they may be anything. */
export type ShowId = { readonly eventId: (id: string) => string; readonly producerId: (id: string) => string };

/** Shows an id of the form that it must have, and hides what is in its place otherwise. */
export const showIds = ({ maskId }: Pick<EventMask, 'maskId'>): ShowId => ({
  eventId: (id) => (isUuid(id) ? id : hideText(id)),
  producerId: (id) => (parseProducerId(id) === undefined ? hideText(id) : maskId(id)),
});

export const publishedStep = (record: IncomingRecord, { body, eventId, producerId }: ProducerEvent, show: ShowId) =>
  withPlace(record, 'PUBLISHED', `${body.type} ${show.eventId(eventId)} by ${show.producerId(producerId)}`);

export function acceptedStep(record: IncomingRecord, accepted: AcceptedEvent, show: ShowId): TraceStep {
  const { event, ruleSetVersion, retention, warnings } = accepted;
  const until =
    retention.deleteAt === null ? '' : `, to be deleted ${timeOf(retention.deleteAt)} (${retention.source})`;
  const warned = warnings.length === 0 ? '' : `, warned of ${warnings.map(({ code }) => code).join(', ')}`;
  const detail = `${event.body.type} ${show.eventId(event.eventId)} by rule-set ${ruleSetVersion}, retention ${retention.operation}${until}${warned}`;
  return withPlace(record, 'ACCEPTED', detail, accepted.acceptedAt);
}

export function outcomeStep(record: IncomingRecord, outcome: EventOutcome, show: ShowId): TraceStep {
  const codes = outcome.findings.map(({ code, path }) => (path === null ? code : `${code} at ${path}`)).join(', ');
  const planned = outcome.deleteAt === null ? '' : `, to be deleted ${timeOf(outcome.deleteAt)}`;
  const detail = [outcome.outcome, nameOf(outcome, show), codes].filter(Boolean).join(' ');
  return withPlace(record, 'OUTCOME', detail + planned, outcome.occurredAt);
}

const nameOf = ({ eventId, aggregateId }: EventOutcome, show: ShowId): string => {
  if (eventId !== null) return show.eventId(eventId);
  return aggregateId === null ? 'unreadable event' : `aggregate ${show.eventId(aggregateId)}`;
};

export const hardDeletedStep = (
  record: IncomingRecord,
  { cause, dueAt, receiptId, deletedAt }: HardDeleted,
): TraceStep =>
  withPlace(record, 'HARD_DELETED', `cause ${cause}, due ${timeOf(dueAt)}, receipt ${receiptId}`, deletedAt);

export const tombstoneStep = (record: IncomingRecord): TraceStep =>
  withPlace(record, 'TOMBSTONED', `key ${shownKey(record.key?.toString() ?? '')}`);

const keyPart = /^(hard-deleted|[0-9a-f]{16})$/;
const shownKey = (key: string): string =>
  key
    .split(':')
    .map((part) => (isUuid(part) || keyPart.test(part) ? part : hideText(part)))
    .join(':');

const codeForm = /^[A-Z][A-Z_]{1,79}$/;

export const deadLetterStep = (record: IncomingRecord, code: string): TraceStep =>
  withPlace(record, 'DEAD_LETTER', codeForm.test(code) ? code : 'unknown');

/** What the row of a living aggregate says. */
export function aggregateSteps(aggregate: TracedAggregate): readonly TraceStep[] {
  const { kind, state, eventCount, createdAt, deletingSince, deletionCause, deleteAt, retentionSource } = aggregate;
  const stored = `${kind ?? 'PENDING'} in state ${state}, ${eventCount} events, to be deleted ${timeOf(deleteAt)} (${retentionSource})`;
  return [
    { at: createdAt, what: 'STORED', detail: stored, place: null },
    ...(deletingSince === null
      ? []
      : [{ at: deletingSince, what: 'DELETION_PLANNED', detail: `cause ${deletionCause}`, place: null } as const]),
  ];
}

/** What the ledger says of an erased aggregate. */
export function erasureSteps(erasure: TracedErasure): readonly TraceStep[] {
  const { cause, receiptId, eventCount, verifiedAt } = erasure;
  const step = (what: TraceStep['what'], at: number, detail: string): TraceStep => ({ at, what, detail, place: null });
  return [
    step('DUE', erasure.dueAt, `cause ${cause}`),
    step('DELETION_PLANNED', erasure.plannedAt, `receipt ${receiptId}`),
    step('PUBLISHED_DELETION', erasure.publishedAt, `${eventCount} tombstones acknowledged`),
    step('ROWS_GONE', erasure.rowsGoneAt, 'no row of it is left'),
    ...(verifiedAt === null ? [] : [step('VERIFIED', verifiedAt, 'log and tables searched again, nothing found')]),
  ];
}
