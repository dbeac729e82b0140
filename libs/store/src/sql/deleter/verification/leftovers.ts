import type { Act } from '../../../act.ts';

const hashOf = (id: string) => `ledger_hash((select ledger_key from installation), uuid_send(${id}))`;

/**
 * The line of the ledger that says that an aggregate must be gone. Not one of kind PENDING: its creation may come later, and what is
 * stored then is stored rightly.
 */
const lineOf = (id: string) => `lateral (
  select max(erasure_number) as erasure_number from erasure where aggregate_hash = ${hashOf(id)} and kind <> 'PENDING'
) as line on line.erasure_number is not null`;

/** How many rows a page had, its last row, and one row per find; a page without finds gives one row without. */
const pageOf = (rows: string, finds: string, found: string) => `
with page as materialized (${rows}), found as (${finds})
select seen.row_count, seen.last_id, ${found}
from (select count(*) as row_count, (array_agg(row_id order by row_id desc))[1] as last_id from page) as seen
left join found on true`;

/** $1 after which id, $2 how many. Aggregates, and which of them are erased by the ledger. */
export const readAggregatesPage: Act = {
  name: 'read-aggregates-page',
  text: pageOf(
    'select aggregate_id as row_id from aggregate where aggregate_id > $1::uuid order by aggregate_id limit $2',
    `select page.row_id, line.erasure_number from page join ${lineOf('page.row_id')}`,
    'found.row_id as aggregate_id, found.erasure_number',
  ),
};

/** $1 after which event id, $2 how many. Events without an aggregate that are erased by the ledger, and where their records lie. */
export const readIdentitiesPage: Act = {
  name: 'read-identities-page',
  text: pageOf(
    `select event_id as row_id, aggregate_id, content_hash, log_topic, log_partition, log_key
     from event_identity where event_id > $1::uuid order by event_id limit $2`,
    `select page.row_id, line.erasure_number, topic.name as topic, page.log_partition as partition,
       coalesce(page.log_key, event_log_key(page.row_id, page.content_hash)) as key
     from page join ${lineOf('page.aggregate_id')} join topic on topic.topic_number = page.log_topic
     where not exists (select from aggregate where aggregate.aggregate_id = page.aggregate_id)`,
    'found.row_id as event_id, found.erasure_number, found.topic, found.partition, found.key',
  ),
};

/**
 * $1 after which aggregate id, $2 how many, $3 day (since the epoch) of a partition of event_content. Aggregates with content there and
 * no row of their own that are erased by the ledger.
 */
export const readContentsPage: Act = {
  name: 'read-contents-page',
  replan: true,
  text: pageOf(
    `select distinct aggregate_id as row_id from event_content
     where content_day = date '1970-01-01' + $3::integer and aggregate_id > $1::uuid order by aggregate_id limit $2`,
    `select page.row_id, line.erasure_number from page join ${lineOf('page.row_id')}
     where not exists (select from aggregate where aggregate.aggregate_id = page.row_id)`,
    'found.row_id as aggregate_id, found.erasure_number',
  ),
};

/** $1 after which day (days since the epoch). The next partition of event_content. */
export const readNextContentDay: Act = {
  name: 'read-next-content-day',
  text: `
select content_day - date '1970-01-01' as content_day from event_content_partition
where content_day > date '1970-01-01' + $1::integer order by content_day limit 1`,
};

/** $1 ids. They become due at once: the deleter erases them again, with all their records. */
export const makeDueNow: Act = {
  name: 'make-due-now',
  text: 'update aggregate set delete_at = now() where aggregate_id = any ($1::uuid[]) and delete_at > now()',
};

/** $1 event ids whose records have been tombstoned. */
export const deleteIdentities: Act = {
  name: 'delete-identities',
  text: 'delete from event_identity where event_id = any ($1::uuid[])',
};

/** $1 day (since the epoch) of a partition, $2 aggregate ids. */
export const deleteContents: Act = {
  name: 'delete-contents',
  replan: true,
  text: `
delete from event_content where content_day = date '1970-01-01' + $1::integer and aggregate_id = any ($2::uuid[])`,
};

/**
 * $1 aggregate ids of records on the log, $2 their event ids (null: a HardDeleted record), $3 the receipts of HardDeleted records (null: an
 * event). Those that must not be there: an event of an erased aggregate that is not stored, a HardDeleted record that was tombstoned.
 */
export const findErasedRecords: Act = {
  name: 'find-erased-records',
  text: `
select given.place, line.erasure_number
from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as given (aggregate_id, event_id, receipt_id, place)
join lateral (
  select max(erasure_number) as erasure_number from erasure
  where aggregate_hash = ${hashOf('given.aggregate_id')}
    and (given.receipt_id is null or (receipt_id = given.receipt_id and record_gone_at is not null))
) as line on line.erasure_number is not null
where not exists (select from event_identity where event_identity.event_id = given.event_id)`,
};

/** $1 topic, $2 partitions, $3 offsets, $4 keys. Those that the persister has not come to yet, or whose tombstones are still to be published. */
export const findRecordsInFlight: Act = {
  name: 'find-records-in-flight',
  text: `
select given.place
from unnest($2::integer[], $3::bigint[], $4::bytea[]) with ordinality as given (partition, log_offset, key, place)
left join log_position as stored on stored.topic = $1 and stored.partition = given.partition
where stored.next_offset is null or given.log_offset >= stored.next_offset
  or given.key in (select key from outbox where owner = 'PERSISTER' and kind = 'TOMBSTONE' and topic = $1)`,
};

/** $1 sweep, $2 lines of the ledger, $3 where. */
export const insertFindings: Act = {
  name: 'insert-findings',
  text: `
insert into erasure_finding (sweep_number, erasure_number, place)
select $1, given.erasure_number, $3 from unnest($2::bigint[]) as given (erasure_number)`,
};
