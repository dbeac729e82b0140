-- What the deleter needs beyond the first tables.

create function erasure_receipt_id(ledger_key bytea, aggregate_id uuid, cause text) returns uuid
  language sql stable parallel safe
  return encode(substring(sha256(ledger_key || convert_to('receipt', 'UTF8') || uuid_send(aggregate_id) || convert_to(cause, 'UTF8')) from 1 for 16), 'hex')::uuid;
comment on function erasure_receipt_id is
  'The receipt of one erasure: the same for every repeat after a crash, so that the repeated HardDeleted record has the same key.';

alter table erasure
  add column record_topic text collate "C",
  add column record_partition integer,
  add column record_gone_at timestamptz,
  add check ((record_topic is null) = (record_partition is null));
comment on column erasure.record_topic is
  'Where the HardDeleted record lies; its key is hard-deleted:<receipt_id>. Null when there was none (kind PENDING).';
comment on column erasure.record_gone_at is
  'When the tombstone of the HardDeleted record was acknowledged: from then on not even the id is on the log.';
create index erasure_record_standing on erasure (rows_gone_at) where record_topic is not null and record_gone_at is null;
