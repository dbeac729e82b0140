import type { Act } from '../act.ts';

const columns = `aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source,
  deletion_cause, pending_operation, pending_until, producer_id, label, group_id, organisation_number`;

const given = `unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::date[], $5::integer[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[])`;

const givenWithCounts = given.replace(/\)$/, ', $16::integer[])');

const groupRef = `case when given.group_id is not null
    then group_ref((select ledger_key from installation), given.label, given.group_id) end`;

/** New aggregates, all columns; the references of their groups were read with the batch. */
export const copyAggregates: Act = {
  name: 'copy-aggregates',
  text: `copy aggregate (${columns}, group_ref) from stdin (format binary)`,
};

/*
 * "deleting_since is null" said in a way that the planner takes for common. Until the first ANALYZE it takes nulls for rare, walks
 * through a whole index to find them and compares each row with each given one: measured, half of all CPU in Postgres.
 */
const unchangedSinceRead = `stored.aggregate_id = given.aggregate_id
  and stored.event_count = given.previous_event_count and coalesce(stored.deleting_since, 'infinity') >= 'infinity'`;

/**
 * An operator's erasure stands: it may have been asked for after the row was read, and no event puts it off. What was read is older
 * then, and the count of events does not show it.
 */
const isErasureAsked = `stored.deletion_cause in ('OPERATOR', 'PRODUCER_OFFBOARDED')`;
const nextDeletion = `
  delete_at = case when ${isErasureAsked} then least(stored.delete_at, given.delete_at) else given.delete_at end,
  deletion_cause = case when ${isErasureAsked} then stored.deletion_cause else given.deletion_cause end`;

/**
 * What an event changes of an aggregate, and $9 the event counts they were read with: fewer rows than given = one of them is
 * not as it was read. That is cheaper than locking when reading. Where no indexed column differs Postgres touches no index.
 */
export const updateAggregates: Act = {
  name: 'update-aggregates',
  replan: true,
  text: `
update aggregate as stored set
  last_event_id = given.last_event_id, content_day = given.content_day,
  event_count = given.event_count, state = given.state, retention_source = given.retention_source, ${nextDeletion}
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::date[], $5::integer[], $6::text[], $7::text[], $8::text[],
  $9::integer[]) as given (aggregate_id, last_event_id, delete_at, content_day, event_count, state, retention_source,
  deletion_cause, previous_event_count)
where ${unchangedSinceRead}`,
};

/** The same for aggregates that are or were pending: their creation changes every column. $16 = the counts they were read with. */
export const updatePendingAggregates: Act = {
  name: 'update-pending-aggregates',
  replan: true,
  text: `
update aggregate as stored set
  last_event_id = given.last_event_id, content_day = given.content_day,
  event_count = given.event_count, kind = given.kind, state = given.state, retention_source = given.retention_source, ${nextDeletion},
  pending_operation = given.pending_operation, pending_until = given.pending_until,
  producer_id = given.producer_id, label = given.label, group_id = given.group_id,
  organisation_number = given.organisation_number, group_ref = ${groupRef}
from ${givenWithCounts} as given (${columns}, previous_event_count)
where ${unchangedSinceRead}`,
};

/** $1 references of groups, in order, $2 case ids: the case owns its group from now on, for ever. */
export const insertCaseGroups: Act = {
  name: 'insert-case-groups',
  text: 'insert into case_group (group_ref, case_id) select * from unnest($1::uuid[], $2::uuid[])',
};

/** Wakes the deleters that listen, when this transaction commits. */
export const notifyDeletionDue: Act = {
  name: 'notify-deletion-due',
  text: `select pg_notify('varselvakt_deletion_due', '')`,
};
