-- Varselvakt's tables. The comments on tables and columns are their documentation; docs/decisions/ says why they look like this.

create table installation (
  only_row boolean primary key default true check (only_row),
  ledger_key bytea not null check (octet_length(ledger_key) = 32),
  created_at timestamptz not null default now()
);
comment on table installation is
  'One row per database: the key of every keyed hash (erasure.aggregate_hash, *.group_ref). It never leaves the database except inside a service process.';
comment on column installation.ledger_key is
  '32 random bytes. Losing or changing it makes the ledger blind: late events for erased aggregates would be stored again.';
insert into installation (ledger_key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create table topic (
  topic_number smallint generated always as identity primary key,
  name text collate "C" not null unique
);
comment on table topic is 'Short numbers for topic names, so that a row per event carries 2 bytes and not the name.';

create table log_topology (
  topic text collate "C" primary key,
  partition_count integer not null check (partition_count > 0),
  recorded_at timestamptz not null default now()
);
comment on table log_topology is
  'Partition count of the event log as first seen. With another count tombstones would miss their records, so services refuse to run.';

create table log_position (
  topic text collate "C" not null,
  partition integer not null,
  next_offset bigint not null check (next_offset >= 0),
  updated_at timestamptz not null default now(),
  primary key (topic, partition)
) with (fillfactor = 50);
comment on table log_position is
  'The first offset of the event log not yet stored, moved in the same transaction as the rows. The truth for resuming; the Kafka commit is a hint.';

create table event_identity (
  log_offset bigint not null,
  source_offset bigint not null,
  event_id uuid primary key,
  aggregate_id uuid not null,
  log_topic smallint not null,
  log_partition smallint not null,
  source_topic smallint not null,
  source_partition smallint not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  log_key bytea
);
comment on table event_identity is
  'One row per stored event, no content: what it was (id, hash), where its record lies on the event log, where the producer wrote it. Found from an aggregate through event_content (same transaction, always both or none).';
comment on column event_identity.log_topic is 'topic.topic_number of the event log; with log_partition the only place where a tombstone may go.';
comment on column event_identity.log_key is
  'The record''s key bytes when they differ from the usual form; null stands for exactly the bytes of event_log_key(event_id, content_hash), checked byte for byte when stored. Read it through coalesce(log_key, event_log_key(event_id, content_hash)).';
comment on column event_identity.content_hash is 'SHA-256 of the event under our own schema: the same id with another hash is a conflict.';
comment on column event_identity.source_offset is 'With source_topic and source_partition: the inbound record. The same one again is a redelivery, not a duplicate.';

create function event_log_key(event_id uuid, content_hash bytea) returns bytea
  language sql stable parallel safe
  return convert_to(event_id::text || ':' || encode(substring(content_hash from 1 for 8), 'hex'), 'UTF8');
comment on function event_log_key is 'The usual key of an event-log record: <eventId>:<first 16 hex of the content hash>.';

create table event_content (
  content_day date not null,
  event_id uuid not null,
  aggregate_id uuid not null,
  payload bytea not null
) partition by range (content_day);
comment on table event_content is
  'The AcceptedEvent record values as they lie on the log. One partition per UTC day of deletion (event_content_partition), so that what has expired is unlinked as a file and not only marked dead. All rows of an aggregate lie in its aggregate.content_day; a retention that reaches beyond that day moves them in the same transaction, an earlier one does not (the bytes would stay behind anyway: the partition becomes dirty when they are deleted).';
create index event_content_aggregate on event_content (aggregate_id);

create table event_content_partition (
  content_day date primary key,
  table_name text not null unique,
  created_at timestamptz not null default now(),
  dirty_since timestamptz
);
comment on table event_content_partition is 'The partitions of event_content that exist. Partition of day D holds content_day >= D and < D + 1.';
comment on column event_content_partition.dirty_since is
  'Since when deleted or moved rows have left readable bytes in this file: set by whoever deletes or moves rows before the day is over, cleared by the one who drops, truncates or rewrites the partition.';

create table aggregate (
  aggregate_id uuid primary key,
  group_ref uuid,
  last_event_id uuid not null,
  delete_at timestamptz not null,
  deleting_since timestamptz,
  created_at timestamptz not null default now(),
  pending_until timestamptz,
  unknown_reported_at timestamptz,
  content_day date not null,
  event_count integer not null check (event_count > 0),
  kind text collate "C" check (kind in ('CASE', 'MESSAGE', 'TASK', 'APPOINTMENT')),
  state text collate "C" not null,
  retention_source text collate "C" not null,
  deletion_cause text collate "C" not null,
  pending_operation text collate "C" check (pending_operation in ('EXTEND', 'OVERRIDE')),
  producer_id text collate "C" not null,
  label text collate "C" not null,
  group_id text collate "C",
  organisation_number text collate "C" not null
) with (fillfactor = 85);
comment on table aggregate is 'A case or a notification: what it is, who owns it, in which state, and when it must be gone.';
comment on column aggregate.group_ref is 'First 16 bytes of the keyed hash of (label, group id); finds the notifications of a case, see case_group.';
comment on column aggregate.delete_at is 'When it must be gone; never null, so nothing is kept for ever. Compared with the clock of the database only.';
comment on column aggregate.deleting_since is 'Set when its deletion is planned (log keys collected). From then on new events for it are LATE.';
comment on column aggregate.content_day is 'The partition of event_content that holds all its events: the UTC day of delete_at or a later one, never an earlier one.';
comment on column aggregate.event_count is 'Stored events. The deleter must collect exactly this many log keys, or something is wrong and nothing may be deleted.';
comment on column aggregate.kind is 'Null = pending: updates came before the creation (AGGREGATE_UNKNOWN); kept until delete_at, completed when the creation comes.';
comment on column aggregate.state is 'PENDING, CREATED (message), the status of a case, OPEN | COMPLETED | EXPIRED of a task, the state of an appointment.';
comment on column aggregate.retention_source is 'Where delete_at comes from: PRODUCER, LABEL_DEFAULT, or PENDING for an aggregate without creation.';
comment on column aggregate.deletion_cause is 'RETENTION, PRODUCER (asked to delete now), OPERATOR or PRODUCER_OFFBOARDED: becomes HardDeleted.cause.';
comment on column aggregate.pending_operation is 'What the updates of a pending aggregate did to its retention so far (with pending_until); applied on top of the creation''s.';
comment on column aggregate.unknown_reported_at is 'When the producer was told that the creation is missing (once, after 24 h).';
create index aggregate_due on aggregate (delete_at) where deleting_since is null;
create index aggregate_deleting on aggregate (deleting_since) where deleting_since is not null;
create index aggregate_group on aggregate (group_ref) where group_ref is not null;
create index aggregate_pending on aggregate (created_at) where kind is null;

create table case_group (
  group_ref uuid primary key,
  case_id uuid,
  erasing_since timestamptz,
  check (case_id is not null or erasing_since is not null)
);
comment on table case_group is
  'Which case owns a (label, group id), once and for ever. Stays after the erasure with the keyed hash alone (case_id null), so that the group cannot be used again.';
comment on column case_group.erasing_since is
  'Set, under FOR UPDATE, when the deletion of the case is planned: from then on events of the group are LATE. The persister holds the row FOR KEY SHARE while it stores events of the group.';

create table legal_hold (
  hold_id uuid primary key default gen_random_uuid(),
  scope text collate "C" not null check (scope in ('AGGREGATE', 'LABEL', 'PRODUCER')),
  aggregate_id uuid,
  label text collate "C",
  producer_id text collate "C",
  reason text not null,
  owner text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  check (num_nonnulls(aggregate_id, label, producer_id) = 1),
  check ((scope = 'AGGREGATE') = (aggregate_id is not null)),
  check ((scope = 'LABEL') = (label is not null)),
  check ((scope = 'PRODUCER') = (producer_id is not null))
);
comment on table legal_hold is 'What may not be deleted although it is due. Rows are never removed: they are the audit of who held what, why and until when.';
create index legal_hold_standing on legal_hold (scope, expires_at) where released_at is null;

create table outbox (
  owner text collate "C" not null check (owner in ('PERSISTER', 'DELETER')),
  outbox_id bigint generated always as identity,
  kind text collate "C" not null check (kind in ('FEEDBACK', 'TOMBSTONE', 'HARD_DELETED', 'DEAD_LETTER', 'MARKER')),
  aggregate_id uuid,
  topic text collate "C" not null,
  partition integer,
  key bytea,
  value bytea,
  headers jsonb not null default '[]' check (jsonb_typeof(headers) = 'array'),
  created_at timestamptz not null default now(),
  primary key (owner, outbox_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0.2);
comment on table outbox is
  'Records that follow from rows: written in their transaction, published in the order of outbox_id by their owner, removed when every partition has acknowledged.';
comment on column outbox.owner is 'Which service publishes it. Each owner relays its own lines under its own advisory lock.';
comment on column outbox.partition is 'Null lets the topic''s partitioner decide (feedback, dead letters); tombstones always name theirs.';
comment on column outbox.headers is 'Record headers in order: [["name", "value in base64"], ...].';
comment on column outbox.aggregate_id is 'Set on the deleter''s lines: tells when everything of an aggregate is acknowledged.';
create index outbox_aggregate on outbox (aggregate_id) where aggregate_id is not null;

create table erasure (
  erasure_number bigint generated always as identity primary key,
  aggregate_hash bytea not null unique check (octet_length(aggregate_hash) = 32),
  kind text collate "C" not null check (kind in ('CASE', 'NOTIFICATION', 'PENDING')),
  producer_id text collate "C" not null,
  label text collate "C" not null,
  cause text collate "C" not null check (cause in ('RETENTION', 'PRODUCER', 'OPERATOR', 'PRODUCER_OFFBOARDED')),
  receipt_id uuid not null unique,
  event_count integer not null,
  due_at timestamptz not null,
  planned_at timestamptz not null,
  published_at timestamptz not null,
  rows_gone_at timestamptz not null default now(),
  verified_at timestamptz,
  batch_number bigint,
  batch_hash bytea
);
comment on table erasure is
  'The ledger: one line per erased aggregate, no content and no ids, only a keyed hash. An event whose aggregate is here is LATE (kind PENDING excepted: a creation may still come).';
comment on column erasure.aggregate_hash is 'ledger_hash(installation.ledger_key, uuid_send(aggregate_id)).';
comment on column erasure.event_count is 'Tombstones acknowledged for it.';
comment on column erasure.batch_number is 'Position in the hash chain: all lines of a batch share number and hash; null until the batch is chained.';
comment on column erasure.batch_hash is 'SHA-256 over the previous batch''s hash and the lines of this batch in order of erasure_number.';
create index erasure_batch on erasure (batch_number);

create function ledger_hash(ledger_key bytea, value bytea) returns bytea
  language sql immutable parallel safe
  return sha256(ledger_key || value);
comment on function ledger_hash is
  'The keyed hash of the ledger. Give it (select ledger_key from installation); the planner inlines it, so it is cheap in set-based statements.';

create function group_ref(ledger_key bytea, label text, group_id text) returns uuid
  language sql stable parallel safe
  return encode(substring(sha256(ledger_key || convert_to(label || chr(31) || group_id, 'UTF8')) from 1 for 16), 'hex')::uuid;
comment on function group_ref is 'What stands for (label, group id) in case_group and aggregate: survives the erasure without naming either.';
