import type { Act } from '../act.ts';

/** $1 days, $2 producers, $3 event types, $4 origins of retention, $5 partitions, $6 how many more. */
export const addToEventTally: Act = {
  name: 'add-to-event-tally',
  text: `
insert into event_tally as tally (day, producer_id, event_type, retention_source, log_partition, event_count)
select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[])
on conflict (day, producer_id, event_type, retention_source, log_partition)
do update set event_count = tally.event_count + excluded.event_count`,
};

/** $1 first day, as text. Reads the days from there on. */
export const readEventTally: Act = {
  name: 'read-event-tally',
  text: `
select to_char(day, 'YYYY-MM-DD') as day, producer_id, event_type, retention_source, sum(event_count) as event_count
from event_tally where day >= $1::date
group by event_tally.day, producer_id, event_type, retention_source
order by event_tally.day, producer_id, event_type, retention_source`,
};

/** $1 days, $2 how many at most. Forgets counts of days that are longer ago, the oldest first; what somebody counts on just now is left. */
export const forgetOldTally: Act = {
  name: 'forget-old-event-tally',
  text: `
with old as materialized (
  select day, producer_id, event_type, retention_source, log_partition from event_tally
  where day < (now() at time zone 'utc')::date - $1::integer
  order by day limit $2 for update skip locked
)
delete from event_tally as stored using old
where stored.day = old.day and stored.producer_id = old.producer_id and stored.event_type = old.event_type
  and stored.retention_source = old.retention_source and stored.log_partition = old.log_partition`,
};

/** Since when events are counted: no row when the first one was already. */
export const readTallyBegin: Act = {
  name: 'read-tally-begin',
  text: `
select extract(epoch from tally.applied_at) * 1000 as begin_ms
from schema_version as tally, schema_version as first
where tally.name = 'event-tally' and first.version = 1 and tally.applied_at > first.applied_at + interval '1 hour'`,
};
