-- The deleter asks for the groups of the cases it plans; without this it reads every group there ever was.

create index case_group_case on case_group (case_id) where case_id is not null;
comment on column case_group.erasing_since is
  'Set, under FOR UPDATE, when the deletion of the case is planned: from then on events of the group are LATE. The persister holds the row FOR KEY SHARE while it stores a new notification of the group.';
