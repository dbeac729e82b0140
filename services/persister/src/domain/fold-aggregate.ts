import { type AggregateRow, contentDayOf } from '@varselvakt/store';
import type { BodyMeaning } from './classify-body.ts';
import { completePendingRetention, foldPendingRetention, foldRetention } from './fold-retention.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { RefusalCode } from './refusal.ts';

/** How long an update waits for the creation of its aggregate; then it is deleted like everything else. */
const pendingRetentionMs = 7 * 86_400_000;
const unknownState = 'PENDING';

/** What one event makes of its aggregate. Nothing is stored without a time of deletion: INVALID is for a creation without one. */
export type FoldResult =
  | { readonly outcome: 'APPLIED'; readonly row: AggregateRow; readonly shortened: boolean }
  | { readonly outcome: 'REFUSED'; readonly code: RefusalCode }
  | { readonly outcome: 'INVALID' };

/**
 * Folds one event into its aggregate (null = not stored yet). Pure; `now` is the database's clock in milliseconds, the only
 * clock that decides what is due. The event must not have been folded in before.
 */
export function foldAggregate(row: AggregateRow | null, event: LoggedEvent, now: number): FoldResult {
  const { meaning } = event;
  if (row === null) {
    return meaning.effect === 'CREATE'
      ? createAggregate(event, meaning, now)
      : applied(createPending(event, meaning, now));
  }
  if (row.producerId !== event.producerId) return { outcome: 'REFUSED', code: 'AGGREGATE_NOT_OWNED' };
  if (meaning.effect === 'CREATE') {
    if (row.kind !== null) return { outcome: 'REFUSED', code: 'AGGREGATE_EXISTS' };
    return completePending(row, event, meaning, now);
  }
  if (row.kind === null) {
    const kept = countEvent(foldPendingRetention(row, event.retention), event);
    return applied({ ...kept, state: meaning.state ?? row.state });
  }
  if (meaning.kind !== null && meaning.kind !== row.kind) {
    return { outcome: 'REFUSED', code: 'AGGREGATE_KIND_MISMATCH' };
  }
  const { fields, shortened } = foldRetention(row, event.retention, now);
  return applied({ ...countEvent(fields, event), state: meaning.state ?? row.state }, shortened);
}

const applied = (row: AggregateRow, shortened = false): FoldResult => ({ outcome: 'APPLIED', row, shortened });

const countEvent = (row: AggregateRow, event: LoggedEvent): AggregateRow => ({
  ...row,
  lastEventId: event.eventId,
  eventCount: row.eventCount + 1,
});

type Creation = Extract<BodyMeaning, { readonly effect: 'CREATE' }>;

function createAggregate(event: LoggedEvent, meaning: Creation, now: number): FoldResult {
  const { retention } = event;
  if (retention.deleteAt === null) return { outcome: 'INVALID' };
  return applied({
    ...ownershipOf(event),
    kind: meaning.kind,
    state: meaning.state,
    deleteAt: retention.deleteAt,
    contentDay: contentDayOf(retention.deleteAt, now),
    retentionSource: retention.source === 'LABEL_DEFAULT' ? 'LABEL_DEFAULT' : 'PRODUCER',
    deletionCause: 'RETENTION',
    pendingOperation: null,
    pendingUntil: null,
  });
}

function createPending(event: LoggedEvent, meaning: BodyMeaning, now: number): AggregateRow {
  const deleteAt = now + pendingRetentionMs;
  const row: AggregateRow = {
    ...ownershipOf(event),
    kind: null,
    state: meaning.state ?? unknownState,
    deleteAt,
    contentDay: contentDayOf(deleteAt, now),
    retentionSource: 'PENDING',
    deletionCause: 'RETENTION',
    pendingOperation: null,
    pendingUntil: null,
  };
  return foldPendingRetention(row, event.retention);
}

/** The creation decides what the aggregate is; its updates, though they came first, come after it in what they say. */
function completePending(pending: AggregateRow, event: LoggedEvent, meaning: Creation, now: number): FoldResult {
  const { retention } = event;
  if (retention.deleteAt === null) return { outcome: 'INVALID' };
  const completed = completePendingRetention(pending, { deleteAt: retention.deleteAt, retention }, now);
  return applied({
    ...completed,
    ...ownershipOf(event),
    eventCount: pending.eventCount + 1,
    kind: meaning.kind,
    state: pending.state === unknownState || meaning.kind === 'MESSAGE' ? meaning.state : pending.state,
  });
}

function ownershipOf({ eventId, aggregateId, producerId, label, groupId, organisationNumber }: LoggedEvent) {
  return { aggregateId, lastEventId: eventId, eventCount: 1, producerId, label, groupId, organisationNumber };
}
