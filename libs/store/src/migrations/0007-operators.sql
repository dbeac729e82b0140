-- What people may do to deletions: hold, pause, resume, approve. Each act leaves a row.

create table operator_action (
  action_number bigint generated always as identity primary key,
  done_at timestamptz not null default now(),
  actor text not null,
  action text collate "C" not null
    check (action in ('HOLD_ADDED', 'HOLD_RELEASED', 'DELETIONS_PAUSED', 'DELETIONS_RESUMED', 'DELETIONS_APPROVED')),
  reason text not null,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object')
);
comment on table operator_action is
  'Who did what to deletions, when and why; written in the transaction of the act, never changed and never removed. No content, no names of persons that are written to.';
comment on column operator_action.actor is 'As the command was told, or the user of the machine it ran on.';

create table deletion_control (
  only_row boolean primary key default true check (only_row),
  paused_until timestamptz,
  pause_reason text,
  stopped_since timestamptz,
  stop_reason text collate "C" check (stop_reason in ('ABNORMAL_VOLUME', 'ABSOLUTE_LIMIT')),
  stopped_at_count bigint,
  approved_count bigint,
  approved_until timestamptz
);
comment on table deletion_control is 'One row: whether the deleter may plan. What is planned already is ended in any case.';
comment on column deletion_control.paused_until is 'No plans until then: a pause that is forgotten ends by itself.';
comment on column deletion_control.stopped_since is 'Since when the circuit breaker stands open; null while it does not.';
comment on column deletion_control.stopped_at_count is 'What would have been deleted within 24 hours.';
comment on column deletion_control.approved_count is 'So many within 24 hours are in order, until approved_until: somebody has looked.';
insert into deletion_control default values;
