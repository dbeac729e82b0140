import type { Act } from '../act.ts';

/** $1 an event's or an aggregate's id. The aggregate that it belongs to; no row when nothing of it is stored. */
export const findAggregateOf: Act = {
  name: 'find-aggregate-of',
  text: `
select aggregate_id from event_identity where event_id = $1::uuid
union
select aggregate_id from aggregate where aggregate_id = $1::uuid`,
};

/** $1 aggregate id. */
export const readTracedAggregate: Act = {
  name: 'read-traced-aggregate',
  text: `
select kind, state, producer_id, label, created_at, delete_at, deleting_since, retention_source, deletion_cause, event_count
from aggregate where aggregate_id = $1::uuid`,
};

/** $1 aggregate id. Its last line in the ledger; the time-outs of pending aggregates leave lines of kind PENDING before it. */
export const readTracedErasure: Act = {
  name: 'read-traced-erasure',
  text: `
select cause, receipt_id, event_count, due_at, planned_at, published_at, rows_gone_at, verified_at, record_gone_at
from erasure
where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send($1::uuid))
order by erasure_number desc limit 1`,
};
