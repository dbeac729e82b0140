import type { Act } from '../act.ts';
import { sealLines } from './deleter/seal-lines.ts';

/** Whether a table holds a row. */
export const findAnyRow = (table: string): Act => ({
  name: 'find-any-row',
  text: `select exists (select from ${table}) as found`,
});

const givenErasures = `
  select given.*, ledger_hash((select ledger_key from installation), uuid_send(aggregate_id)) as aggregate_hash
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::timestamptz[],
    $10::integer[]) as given (aggregate_id, kind, producer_id, label, group_id, cause, receipt_id, due_at, deleted_at, record_partition)`;

/**
 * $1 to $10 what HardDeleted records say, $11 their topic. A line for each that the ledger does not know, sealed as one batch of the time
 * when they were deleted, and the groups of cases are closed. How many tombstones there were is not known any more: 0.
 */
export const restoreErasures: Act = {
  name: 'restore-erasures',
  replan: true,
  text: `
with given as materialized (${givenErasures}
), closed as (
  insert into case_group (group_ref, case_id, erasing_since)
  select group_ref((select ledger_key from installation), label, group_id), null, deleted_at from given where group_id is not null
  on conflict (group_ref) do nothing
), line as (
  insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at,
    published_at, rows_gone_at, record_topic, record_partition)
  select aggregate_hash, kind, producer_id, label, cause, receipt_id, 0, due_at, deleted_at, deleted_at, deleted_at, $11, record_partition
  from given
  where not exists (
    select from erasure as known where known.aggregate_hash = given.aggregate_hash and known.receipt_id = given.receipt_id)
  order by deleted_at, receipt_id
  returning erasure as written
), ${sealLines('(select max(deleted_at) from given)')}
select count(*) as line_count from line`,
};

/** A table of which rows are carried over, in the order of a key. */
export type CarriedTable = {
  readonly table: string;
  readonly key: string;
  readonly keyType: string;
  readonly condition?: string;
  /** What becomes of a row that is there already. */
  readonly onConflict?: string;
};

/** $1 the last key of the page before (null: none), $2 how many rows at most. A page of a table as JSON, which keeps every value as it is. */
export const readPage = ({ table, key, keyType, condition = 'true' }: CarriedTable): Act => ({
  name: 'read-carried-page',
  text: `
select count(*) as row_count, (array_agg(${key}::text order by ${key} desc))[1] as last_key, coalesce(json_agg(page), '[]')::text as rows
from (
  select * from ${table} where ${condition} and ($1::text is null or ${key} > ($1::text)::${keyType}) order by ${key} limit $2
) as page`,
});

/** The row that a new database begins with. */
export const removeRows = (table: string): Act => ({ name: 'remove-rows', text: `delete from ${table}` });

/** $1 rows as readPage gives them. */
export const insertPage = ({ table, onConflict = '' }: CarriedTable): Act => ({
  name: 'insert-carried-page',
  text: `
insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1::json) ${onConflict}`,
});

/** The numbers of a table go on after those that were carried into it. */
export const continueNumbers = (table: string, column: string): Act => ({
  name: 'continue-numbers',
  text: `
select setval(pg_get_serial_sequence('${table}', '${column}'), greatest(max(${column}), 1), max(${column}) is not null) from ${table}`,
});

/** What a rebuild has made, to be compared with what it read. */
export const countRebuilt: Act = {
  name: 'count-rebuilt',
  text: `
select (select count(*) from event_identity) as identity_count, (select count(*) from event_content) as content_count,
  (select count(*) from event_identity join event_content using (event_id, aggregate_id)) as whole_count,
  (select coalesce(sum(event_count), 0) from aggregate) as counted_count, (select count(*) from aggregate) as aggregate_count,
  (select count(*) from case_group where case_id is not null) as group_count,
  (select count(*) from aggregate where delete_at <= now()) as due_count,
  (select count(*) from outbox) as outbox_count`,
};
