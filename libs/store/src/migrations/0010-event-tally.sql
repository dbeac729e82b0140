-- How much a producer has published, for scorecards: counted where it is stored, because events that were deleted leave no rows to count.

create table event_tally (
  day date not null,
  producer_id text collate "C" not null,
  event_type text collate "C" not null,
  retention_source text collate "C" not null check (retention_source in ('PRODUCER', 'LABEL_DEFAULT', 'NONE')),
  log_partition integer not null,
  event_count bigint not null check (event_count > 0),
  primary key (day, producer_id, event_type, retention_source, log_partition)
) with (fillfactor = 50);
comment on table event_tally is
  'Stored events by UTC day, producer, type and origin of their retention; nothing else of them. Counted in the transaction that stores them, so that an event counts once.';
comment on column event_tally.day is 'The UTC day on which the event was written to the event log.';
comment on column event_tally.log_partition is
  'The partition of the event log: those who store different partitions at the same time then never wait for each other here.';
