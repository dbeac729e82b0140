import { probeProducerId } from '@varselvakt/domain';
import type { Act } from '../../act.ts';
import { sealLines } from './seal-lines.ts';

/**
 * $1 ids whose records lie in this partition, $2 how many events each must have. Their events go, content and identity; tells how many
 * of the aggregates had as many as they must. In a filter, because as a condition it would become a loop over both lists.
 */
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
select count(*) filter (where (aggregate_id, event_count) in (select * from unnest($1::uuid[], $2::bigint[]))) as whole_count
from (select aggregate_id, count(*) as event_count from identity group by aggregate_id) as gone`,
});

/**
 * $1 ids, $2 how many events each must have and $3 the partitions of their HardDeleted records (null: none), $4 the topic of these, $5 how
 * many milliseconds ago the last of their tombstones was acknowledged. The aggregates go, cases leave their groups (whose keyed hashes stay),
 * the ledger gets one line each (the probe's get none: nothing of them may stay), and these lines are sealed: only one deleter writes
 * at a time.
 */
export const deleteAggregates: Act = {
  name: 'delete-aggregates',
  text: `
with freed as (
  update case_group set case_id = null where case_id = any ($1::uuid[])
), gone as (
  delete from aggregate as stored using unnest($1::uuid[], $2::bigint[], $3::integer[]) as given (aggregate_id, event_count, record_partition)
  where stored.aggregate_id = given.aggregate_id and stored.deleting_since is not null
    and stored.event_count = given.event_count
  returning stored.*, given.record_partition
), line as (
  insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at,
    published_at, rows_gone_at, record_topic, record_partition)
  select ledger_hash((select ledger_key from installation), uuid_send(gone.aggregate_id)),
    case when gone.kind is null then 'PENDING' when gone.kind = 'CASE' then 'CASE' else 'NOTIFICATION' end,
    gone.producer_id, gone.label, gone.deletion_cause,
    erasure_receipt_id((select ledger_key from installation), gone.aggregate_id, gone.deletion_cause),
    gone.event_count, gone.delete_at, gone.deleting_since, now() - make_interval(secs => $5 / 1000.0), now(),
    case when gone.record_partition is not null then $4 end, gone.record_partition
  from gone
  where gone.producer_id <> '${probeProducerId}'
  returning erasure as written
), ${sealLines('now()')}
select count(*) as gone_count from gone`,
};

/** $1 ids: the plan is taken back, to be made anew with all keys. */
export const unmarkDeleting: Act = {
  name: 'unmark-deleting',
  text: 'update aggregate set deleting_since = null where aggregate_id = any ($1::uuid[])',
};
