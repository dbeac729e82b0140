import type { Act } from '../act.ts';

/** $1 aggregate ids. Those that are stored. Not locked: the update checks that they are still as they were read. */
export const readAggregates: Act = {
  name: 'read-aggregates',
  text: `
select aggregate_id, kind, state, producer_id, label, group_id, organisation_number, event_count, last_event_id,
  extract(epoch from delete_at) * 1000 as delete_at_ms, content_day - date '1970-01-01' as content_day,
  retention_source, deletion_cause, deleting_since is not null as deleting,
  pending_operation, extract(epoch from pending_until) * 1000 as pending_until_ms
from aggregate
where aggregate_id = any ($1::uuid[])`,
};

/** $1 aggregate ids. Those that the ledger knows as erased. */
export const readErasedAggregates: Act = {
  name: 'read-erased-aggregates',
  replan: true,
  text: `
select given.aggregate_id
from unnest($1::uuid[]) as given (aggregate_id)
where exists (
  select from erasure
  where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send(given.aggregate_id))
    and kind <> 'PENDING'
)`,
};

/**
 * $1 labels, $2 group ids. The reference of each group, and who owns it, if anybody does. Made once per batch: a keyed hash costs
 * more than the look-up, and the key stays in the database.
 */
export const readCaseGroups: Act = {
  name: 'read-case-groups',
  replan: true,
  text: `
select given.label, given.group_id, given.group_ref, owner.group_ref is not null as owned, owner.case_id,
  owner.erasing_since is not null as erasing
from (
  select label, group_id, group_ref((select ledger_key from installation), label, group_id) as group_ref
  from unnest($1::text[], $2::text[]) as named (label, group_id)
  offset 0
) as given
left join case_group as owner on owner.group_ref = given.group_ref`,
};

/**
 * $1 references of groups, each once. Holds groups that get a new notification, so that the deletion of their case waits for
 * this batch; fewer rows than given = the deletion of one has been planned since it was read.
 */
export const lockCaseGroups: Act = {
  name: 'lock-case-groups',
  replan: true,
  text: `
select from unnest($1::uuid[]) as given (group_ref)
join case_group as owner on owner.group_ref = given.group_ref
where owner.erasing_since is null
order by owner.group_ref
for key share of owner`,
};

/** The clock that decides what is due. */
export const readClock: Act = {
  name: 'read-clock',
  text: 'select extract(epoch from now()) * 1000 as now_ms',
};
