import type { AcceptedEvent, EventOutcome, HardDeleted, ProducerEvent } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import type { TracedAggregate, TracedErasure } from '@varselvakt/store';
import { nameOf } from '../feedback/format-outcome.ts';

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

export const publishedStep = (record: IncomingRecord, event: ProducerEvent): TraceStep =>
  withPlace(record, 'PUBLISHED', `${event.body.type} ${event.eventId} by ${event.producerId}`);

export function acceptedStep(record: IncomingRecord, accepted: AcceptedEvent): TraceStep {
  const { event, ruleSetVersion, retention, warnings } = accepted;
  const until =
    retention.deleteAt === null ? '' : `, to be deleted ${timeOf(retention.deleteAt)} (${retention.source})`;
  const warned = warnings.length === 0 ? '' : `, warned of ${warnings.map(({ code }) => code).join(', ')}`;
  const detail = `${event.body.type} ${event.eventId} by rule-set ${ruleSetVersion}, retention ${retention.operation}${until}${warned}`;
  return withPlace(record, 'ACCEPTED', detail, accepted.acceptedAt);
}

export function outcomeStep(record: IncomingRecord, outcome: EventOutcome): TraceStep {
  const codes = outcome.findings.map(({ code, path }) => (path === null ? code : `${code} at ${path}`)).join(', ');
  const planned = outcome.deleteAt === null ? '' : `, to be deleted ${timeOf(outcome.deleteAt)}`;
  const detail = [outcome.outcome, nameOf(outcome), codes].filter(Boolean).join(' ');
  return withPlace(record, 'OUTCOME', detail + planned, outcome.occurredAt);
}

export const hardDeletedStep = (
  record: IncomingRecord,
  { cause, dueAt, receiptId, deletedAt }: HardDeleted,
): TraceStep =>
  withPlace(record, 'HARD_DELETED', `cause ${cause}, due ${timeOf(dueAt)}, receipt ${receiptId}`, deletedAt);

export const tombstoneStep = (record: IncomingRecord): TraceStep =>
  withPlace(record, 'TOMBSTONED', `key ${record.key?.toString() ?? ''}`);

export const deadLetterStep = (record: IncomingRecord, code: string): TraceStep =>
  withPlace(record, 'DEAD_LETTER', code);

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
