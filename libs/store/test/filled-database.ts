import { createContentPartition, type StoreClient } from '../src/index.ts';

/** How much fillTables puts there. */
export const filled = {
  aggregates: 20_000,
  due: 1_000,
  requested: 3,
  erased: 10_000,
  groups: 3_000,
  others: 10_000,
} as const;

const dayMs = 86_400_000;
/** Days (since the epoch) whose partitions hold the contents. */
export const contentDays = (): readonly number[] => {
  const today = Math.floor(Date.now() / dayMs);
  return [today, today + 1, today + 2, today + 3];
};

/** An id by its number, in SQL: scattered as real ones are. */
export const idSql = (kind: 'aggregate' | 'event' | 'group', number: string): string =>
  `md5('${kind}' || ${number})::uuid`;

const fill = (days: readonly number[]) => `
insert into topic (name) values ('filled.events');
insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, source_topic, source_partition, source_offset)
select ${idSql('event', 'n')}, ${idSql('aggregate', 'n')}, sha256(int4send(n)), 1, n % 6, n, 1, n % 6, n from generate_series(1, ${filled.aggregates}) as n;
insert into event_content (content_day, event_id, aggregate_id, payload)
select date '1970-01-01' + ${days[0]} + n % ${days.length}, ${idSql('event', 'n')}, ${idSql('aggregate', 'n')}, sha256(int4send(n))
from generate_series(1, ${filled.aggregates}) as n;
-- The first ones are due, half of them are being deleted; every tenth is in a group, of which the first one is the case; the last ones are pending.
insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source, deletion_cause, producer_id,
  label, group_id, group_ref, organisation_number, created_at, deleting_since)
select ${idSql('aggregate', 'n')}, ${idSql('event', 'n')},
  case when n <= ${filled.due} then now() - interval '1 hour' else now() + n * interval '30 minutes' end,
  date '1970-01-01' + ${days[0]} + n % ${days.length}, 1,
  case when n > ${filled.aggregates} - 50 then null when n % 20 = 0 then 'CASE' else 'MESSAGE' end, 'CREATED', 'PRODUCER',
  case when n <= ${filled.requested} then 'PRODUCER' else 'RETENTION' end, 'team-' || n % 40, 'Merke ' || n % 80,
  case when n % 10 = 0 then 'sak' || n / 20 end, case when n % 10 = 0 then ${idSql('group', '(n / 20)')} end, '988077917', now() - interval '3 days',
  case when n > ${filled.due} / 2 and n <= ${filled.due} then now() end
from generate_series(1, ${filled.aggregates}) as n;
insert into case_group (group_ref, case_id, erasing_since)
select group_ref, aggregate_id, deleting_since from aggregate where kind = 'CASE' and group_ref is not null;
insert into case_group (group_ref, erasing_since)
select ${idSql('group', '(-n)')}, now() - n * interval '1 hour' from generate_series(1, ${filled.groups}) as n;
insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at, published_at, rows_gone_at,
  record_topic, record_partition, verified_at, record_gone_at)
select ledger_hash((select ledger_key from installation), uuid_send(${idSql('aggregate', '(-n)')})), 'NOTIFICATION', 'team-1', 'Merke 1', 'RETENTION',
  gen_random_uuid(), 1, now(), now(), now(), now() - interval '40 days' + n * interval '1 minute', 'filled.events', 0,
  case when n <= ${filled.erased} - 100 then now() end, case when n > 100 then now() end
from generate_series(1, ${filled.erased}) as n;
insert into erasure_chain (batch_number, last_number, line_count, batch_hash, chained_at)
select n, n, 1, sha256(int4send(n)), now() - (${filled.others} - n) * interval '1 hour' from generate_series(1, ${filled.others}) as n;
insert into outbox (owner, kind, topic, partition, key, value)
select case when n % 2 = 0 then 'DELETER' else 'PERSISTER' end, 'FEEDBACK', 'filled.feedback', 0, int4send(n), int4send(n)
from generate_series(1, ${filled.others}) as n;
insert into event_tally (day, producer_id, event_type, retention_source, log_partition, event_count)
select current_date - n % 500, 'team-' || n / 500, 'MessageCreated', 'PRODUCER', 0, 1 from generate_series(1, ${filled.others}) as n;
insert into legal_hold (scope, aggregate_id, reason, owner, expires_at)
select 'AGGREGATE', ${idSql('aggregate', 'n')}, 'r', 'o', now() + interval '1 day' from generate_series(1, 3) as n;
analyze`;

/** Fills every table that grows, within a second or two, and tells Postgres how large they are. */
export async function fillTables(client: StoreClient): Promise<void> {
  for (const day of contentDays()) await createContentPartition(client, day);
  await client.runScript('fill', fill(contentDays()));
}
