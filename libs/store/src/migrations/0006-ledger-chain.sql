-- The ledger becomes a hash chain: lines are only ever added, and each batch of them is sealed in the transaction that writes it.

alter table erasure drop constraint erasure_aggregate_hash_key;
create index erasure_aggregate on erasure (aggregate_hash);
drop index erasure_batch;
alter table erasure drop column batch_number, drop column batch_hash;
comment on table erasure is
  'The ledger: one line per erasure, no content and no ids, only a keyed hash. An event whose aggregate is here is LATE (kind PENDING excepted: a creation may still come, and its erasure gets a line of its own). What erasure_line reads is never changed; verified_at and record_gone_at are noted later.';

create table erasure_chain (
  batch_number bigint primary key check (batch_number > 0),
  last_number bigint not null unique,
  line_count integer not null check (line_count > 0),
  batch_hash bytea not null check (octet_length(batch_hash) = 32),
  chained_at timestamptz not null default now()
);
comment on table erasure_chain is
  'The seal of each batch of ledger lines. Batch n holds the lines after the last one of batch n - 1, up to last_number. Numbers have no gaps.';
comment on column erasure_chain.batch_hash is
  'erasure_batch_hash of the previous batch''s hash (32 zero bytes for the first), number and count of this one, and its lines in order of erasure_number.';

create function erasure_line(line erasure) returns bytea
  language sql stable parallel safe
  return int8send(line.erasure_number) || line.aggregate_hash || uuid_send(line.receipt_id) || int4send(line.event_count)
    || timestamptz_send(line.due_at) || timestamptz_send(line.planned_at) || timestamptz_send(line.published_at)
    || timestamptz_send(line.rows_gone_at) || int4send(coalesce(line.record_partition, -1))
    || convert_to(line.kind || chr(31) || line.cause || chr(31) || line.producer_id || chr(31) || line.label || chr(31)
      || coalesce(line.record_topic, '') || chr(30), 'UTF8');
comment on function erasure_line is
  'A line as the chain sees it. Whoever verifies makes the same bytes from the columns (ledger-line.ts): numbers and instants (microseconds since 2000) big-endian, texts parted by U+001F and ended by U+001E.';

create function erasure_batch_hash(previous_hash bytea, batch_number bigint, line_count integer, lines bytea) returns bytea
  language sql immutable parallel safe
  return sha256(previous_hash || int8send(batch_number) || int4send(line_count) || lines);

insert into erasure_chain (batch_number, last_number, line_count, batch_hash)
select 1, max(erasure_number), count(*), erasure_batch_hash(decode(repeat('00', 32), 'hex'), 1, count(*)::integer,
  string_agg(erasure_line(erasure), ''::bytea order by erasure_number))
from erasure having count(*) > 0;
