import type { Act } from '../../act.ts';

/** $1 ids. Those that are planned and not gone yet, locked in the order in which everybody locks. */
export const lockPlanned: Act = {
  name: 'lock-planned',
  text: `
select aggregate_id, coalesce(kind, 'PENDING') as kind, producer_id, label, event_count, deletion_cause,
  extract(epoch from delete_at) * 1000 as due_at_ms, content_day - date '1970-01-01' as content_day,
  extract(epoch from now()) * 1000 as now_ms
from aggregate where aggregate_id = any ($1::uuid[]) and deleting_since is not null
order by aggregate_id for update`,
};

/** $1 ids whose records lie in this partition. How many events of each are gone, content and identity. */
export const deleteEventsIn = (contentTable: string): Act => ({
  name: 'delete-events-in',
  text: `
with content as (
  delete from ${contentTable} as stored using unnest($1::uuid[]) as given (aggregate_id)
  where stored.aggregate_id = given.aggregate_id
  returning stored.event_id
), identity as (
  delete from event_identity as stored using content where stored.event_id = content.event_id
  returning stored.aggregate_id
)
select aggregate_id, count(*) as event_count from identity group by aggregate_id`,
});

/** $1 ids. Their lines; every one has been acknowledged. */
export const deleteLinesOfAggregates: Act = {
  name: 'delete-lines-of-aggregates',
  text: `
delete from outbox
where owner = 'DELETER' and kind in ('TOMBSTONE', 'HARD_DELETED') and aggregate_id = any ($1::uuid[])`,
};

/**
 * $1 ids, $2 when their tombstones were acknowledged, $3 topic and $4 partitions of their HardDeleted records (null: none). One line
 * each; a line of kind PENDING gives way to the one of the aggregate whose creation came after all.
 */
export const insertLedgerLines: Act = {
  name: 'insert-ledger-lines',
  text: `
insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at,
  published_at, rows_gone_at, record_topic, record_partition)
select ledger_hash((select ledger_key from installation), uuid_send(gone.aggregate_id)),
  case when gone.kind is null then 'PENDING' when gone.kind = 'CASE' then 'CASE' else 'NOTIFICATION' end,
  gone.producer_id, gone.label, gone.deletion_cause,
  erasure_receipt_id((select ledger_key from installation), gone.aggregate_id, gone.deletion_cause),
  gone.event_count, gone.delete_at, gone.deleting_since, $2::timestamptz, now(),
  case when given.record_partition is not null then $3 end, given.record_partition
from unnest($1::uuid[], $4::integer[]) as given (aggregate_id, record_partition)
join aggregate as gone on gone.aggregate_id = given.aggregate_id
order by gone.aggregate_id
on conflict (aggregate_hash) do update set
  kind = excluded.kind, cause = excluded.cause, receipt_id = excluded.receipt_id,
  event_count = erasure.event_count + excluded.event_count, due_at = excluded.due_at, planned_at = excluded.planned_at,
  published_at = excluded.published_at, rows_gone_at = excluded.rows_gone_at,
  record_topic = excluded.record_topic, record_partition = excluded.record_partition
where erasure.kind = 'PENDING'`,
};

/** $1 ids: the aggregates themselves, and the cases out of their groups, whose keyed hashes stay. */
export const deleteAggregates: Act = {
  name: 'delete-aggregates',
  text: `
with freed as (
  update case_group set case_id = null where case_id = any ($1::uuid[])
)
delete from aggregate where aggregate_id = any ($1::uuid[])`,
};

/** $1 ids: the plan is taken back, to be made anew with all keys. */
export const unmarkDeleting: Act = {
  name: 'unmark-deleting',
  text: 'update aggregate set deleting_since = null where aggregate_id = any ($1::uuid[])',
};
