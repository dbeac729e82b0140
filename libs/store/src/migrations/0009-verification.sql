-- Looking again: sweeps read log and tables for what is erased, and note what they find.

create table erasure_sweep (
  sweep_number bigint generated always as identity primary key,
  topic text collate "C" not null,
  last_number bigint not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  row_stage text collate "C" not null default 'AGGREGATES'
    check (row_stage in ('AGGREGATES', 'IDENTITIES', 'CONTENTS', 'DONE')),
  row_day date,
  row_after uuid,
  next_offsets bigint[] not null,
  end_offsets bigint[] not null,
  row_count bigint not null default 0,
  record_count bigint not null default 0,
  found_count bigint not null default 0,
  check (array_length(next_offsets, 1) = array_length(end_offsets, 1))
);
comment on table erasure_sweep is
  'One row per verification: everything on the event log and in the tables is compared with the ledger. Done in slices; the open one goes on where its columns say.';
comment on column erasure_sweep.last_number is 'Ledger lines up to this one were written when it began: these it verifies.';
comment on column erasure_sweep.row_after is 'Where in the tables the next slice goes on (with row_stage and, among the partitions of event_content, row_day).';
comment on column erasure_sweep.next_offsets is 'Where on the log the next slice goes on, by partition; it is read up to end_offsets, where the log ended when the sweep began.';
create unique index erasure_sweep_open on erasure_sweep (topic) where finished_at is null;

create table erasure_finding (
  finding_number bigint generated always as identity primary key,
  sweep_number bigint not null references erasure_sweep,
  erasure_number bigint not null,
  place text collate "C" not null check (place in ('LOG', 'ROWS')),
  found_at timestamptz not null default now()
);
comment on table erasure_finding is
  'What a sweep found of something erased. A row is written when what was found has been removed (or, for a whole aggregate, made due at once). No ids, only the line of the ledger.';
create index erasure_finding_line on erasure_finding (erasure_number);
create index erasure_unverified on erasure (erasure_number) where verified_at is null;
comment on column erasure.verified_at is 'When a finished sweep first found nothing of it any more; later sweeps look again (erasure_sweep, erasure_finding).';
