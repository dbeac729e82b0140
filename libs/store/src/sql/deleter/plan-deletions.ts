import type { Act } from '../../act.ts';
import { candidateColumns } from './candidate-columns.ts';

/**
 * $1 case ids. Their groups, locked against the persister that stores events of the group. A group that is in use right now is left
 * out: waiting for it while holding aggregates could end in a deadlock.
 */
export const lockGroupsOfCases: Act = {
  name: 'lock-groups-of-cases',
  text: `
select group_ref, case_id from case_group where case_id = any ($1::uuid[])
order by group_ref for update skip locked`,
};

/** $1 group refs, locked before. Everything of these groups that is not being deleted yet, whether due or not. */
export const lockGroupMembers: Act = {
  name: 'lock-group-members',
  text: `
select ${candidateColumns}
from aggregate
where group_ref = any ($1::uuid[]) and deleting_since is null
order by aggregate_id for update skip locked`,
};

/** $1 group refs. How many there are: fewer locked than these means that one is in use. */
export const countGroupMembers: Act = {
  name: 'count-group-members',
  text: `
select group_ref, count(*) as member_count
from aggregate where group_ref = any ($1::uuid[]) and deleting_since is null
group by group_ref`,
};

/**
 * $1 ids, $2 causes, $3 when they are due, if earlier than their own time (those that go with a case; null = their own). An instant that
 * stays as it is touches no index.
 */
export const markDeleting: Act = {
  name: 'mark-deleting',
  text: `
update aggregate as stored
set deleting_since = now(), deletion_cause = given.cause, delete_at = least(stored.delete_at, given.due_at)
from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as given (aggregate_id, cause, due_at)
where stored.aggregate_id = given.aggregate_id
returning stored.aggregate_id,
  erasure_receipt_id((select ledger_key from installation), stored.aggregate_id, stored.deletion_cause) as receipt_id,
  extract(epoch from stored.deleting_since) * 1000 as planned_at_ms`,
};

/** $1 ids, marked in the same transaction. */
export const insertPlan: Act = {
  name: 'insert-deletion-plan',
  text: 'insert into deletion_plan (aggregate_ids) values ($1::uuid[]) returning plan_number',
};

/** $1 group refs: from now on what arrives for the group is LATE. */
export const markGroupsErasing: Act = {
  name: 'mark-groups-erasing',
  text: 'update case_group set erasing_since = now() where group_ref = any ($1::uuid[])',
};

/** $1 aggregate ids whose records lie in this partition: where each of them lies on the event log. */
export const readLogKeysIn = (contentTable: string): Act => ({
  name: 'read-log-keys-in',
  text: `
select content.aggregate_id, topic.name as topic, identity.log_partition as partition,
  coalesce(identity.log_key, event_log_key(identity.event_id, identity.content_hash)) as key
from unnest($1::uuid[]) as given (aggregate_id)
join ${contentTable} as content on content.aggregate_id = given.aggregate_id
join event_identity as identity on identity.event_id = content.event_id
join topic on topic.topic_number = identity.log_topic`,
});

/** The oldest batch that is not finished. */
export const readOldestPlan: Act = {
  name: 'read-oldest-deletion-plan',
  text: 'select plan_number, aggregate_ids from deletion_plan order by plan_number limit 1',
};

/** $1 ids. Those that are marked, as they were planned. */
export const readMarked: Act = {
  name: 'read-marked-aggregates',
  text: `
select ${candidateColumns}, extract(epoch from deleting_since) * 1000 as planned_at_ms,
  erasure_receipt_id((select ledger_key from installation), aggregate_id, deletion_cause) as receipt_id
from aggregate where aggregate_id = any ($1::uuid[]) and deleting_since is not null`,
};

/** $1 number: nothing of it is left to do. */
export const deletePlan: Act = {
  name: 'delete-deletion-plan',
  text: 'delete from deletion_plan where plan_number = $1',
};
