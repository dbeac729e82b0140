import type { AcceptedEvent } from '@varselvakt/domain';
import { type AggregateRow, contentDayOf } from '@varselvakt/store';

type RetentionFields = Pick<
  AggregateRow,
  'deleteAt' | 'contentDay' | 'eventCount' | 'retentionSource' | 'deletionCause' | 'pendingOperation' | 'pendingUntil'
>;
type Retention = AcceptedEvent['retention'];

const maxSpareDays = 30;

const sourceOf = (retention: Retention): 'PRODUCER' | 'LABEL_DEFAULT' =>
  retention.source === 'LABEL_DEFAULT' ? 'LABEL_DEFAULT' : 'PRODUCER';

/**
 * Records move to a later partition when they must outlive theirs, never to an earlier one: old bytes would stay behind. An
 * aggregate with many events that is extended again and again would move all of them each time: it gets some days to spare.
 */
const withDeleteAt = <F extends RetentionFields>(fields: F, deleteAt: number, now: number): F => ({
  ...fields,
  deleteAt,
  contentDay: nextContentDay(fields, contentDayOf(deleteAt, now)),
});

const nextContentDay = ({ contentDay, eventCount }: RetentionFields, deletionDay: number): number =>
  deletionDay <= contentDay ? contentDay : deletionDay + Math.min(maxSpareDays, Math.max(0, eventCount - 3));

/**
 * The retention of an aggregate after an update: EXTEND keeps the later, OVERRIDE replaces, DELETE_NOW is due at once and
 * for good. `shortened` = a planned deletion was moved to an earlier time by OVERRIDE.
 */
export function foldRetention<F extends RetentionFields>(
  fields: F,
  retention: Retention,
  now: number,
): { readonly fields: F; readonly shortened: boolean } {
  const { operation, deleteAt } = retention;
  if (operation === 'DELETE_NOW') {
    return {
      fields: { ...fields, deleteAt: Math.min(fields.deleteAt, now), deletionCause: 'PRODUCER' },
      shortened: false,
    };
  }
  if (operation === 'NONE' || deleteAt === null || fields.deletionCause !== 'RETENTION') {
    return { fields, shortened: false };
  }
  if (operation === 'OVERRIDE') {
    const replaced = { ...withDeleteAt(fields, deleteAt, now), retentionSource: sourceOf(retention) };
    return { fields: replaced, shortened: deleteAt < fields.deleteAt };
  }
  if (deleteAt <= fields.deleteAt) return { fields, shortened: false };
  return { fields: { ...withDeleteAt(fields, deleteAt, now), retentionSource: sourceOf(retention) }, shortened: false };
}

/**
 * Remembers what updates did before the creation came. EXTEND after EXTEND is the later one, OVERRIDE replaces both, EXTEND
 * after OVERRIDE raises the replacement: two fields hold any sequence of them. Its own `deleteAt` stays: arrival plus some days.
 */
export function foldPendingRetention<F extends RetentionFields>(fields: F, retention: Retention): F {
  const { operation, deleteAt } = retention;
  if (operation === 'DELETE_NOW') return { ...fields, deletionCause: 'PRODUCER' };
  if (operation === 'NONE' || deleteAt === null || fields.deletionCause !== 'RETENTION') return fields;
  if (operation === 'OVERRIDE') return { ...fields, pendingOperation: 'OVERRIDE', pendingUntil: deleteAt };
  return {
    ...fields,
    pendingOperation: fields.pendingOperation ?? 'EXTEND',
    pendingUntil: Math.max(fields.pendingUntil ?? deleteAt, deleteAt),
  };
}

/** The retention of an aggregate whose creation came after its updates: theirs on top of the creation's. */
export function completePendingRetention<F extends RetentionFields>(
  pending: F,
  created: { readonly deleteAt: number; readonly retention: Retention },
  now: number,
): F {
  const { pendingOperation, pendingUntil, deletionCause } = pending;
  const planned = decidePlanned(created.deleteAt, pendingOperation, pendingUntil);
  const fields = withDeleteAt(
    { ...pending, pendingOperation: null, pendingUntil: null, retentionSource: sourceOf(created.retention) },
    planned,
    now,
  );
  return deletionCause === 'PRODUCER' ? { ...fields, deleteAt: Math.min(planned, now) } : fields;
}

function decidePlanned(base: number, operation: 'EXTEND' | 'OVERRIDE' | null, until: number | null): number {
  if (operation === null || until === null) return base;
  return operation === 'OVERRIDE' ? until : Math.max(base, until);
}
