-- What people ask to have erased, and what producers are told ahead of a deletion.

alter table operator_action drop constraint operator_action_action_check;
alter table operator_action add constraint operator_action_action_check check (action ~ '^[A-Z]+(_[A-Z]+)*$');
comment on column operator_action.action is 'Which acts there are stands in record-action.ts.';

alter table aggregate add column noticed_delete_at timestamptz;
comment on column aggregate.noticed_delete_at is
  'The delete_at of which its producer was told ahead (DELETION_PLANNED): once per planned time. Null: not told.';
