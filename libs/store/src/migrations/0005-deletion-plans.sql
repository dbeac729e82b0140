-- What is being deleted is found by its plan, so that marking it touches no index: an update then stays in its page.

create table deletion_plan (
  plan_number bigint generated always as identity primary key,
  aggregate_ids uuid[] not null,
  planned_at timestamptz not null default now()
);
comment on table deletion_plan is
  'One row per batch of deletions that is planned and not finished: after a crash the deleter goes on with these. Usually one or two rows, none while nothing is due.';
comment on column deletion_plan.aggregate_ids is 'Those of them that are still marked (aggregate.deleting_since) are to be published again and finished.';
alter table deletion_plan alter column aggregate_ids set storage external;

insert into deletion_plan (aggregate_ids)
select array_agg(aggregate_id) from aggregate where deleting_since is not null having count(*) > 0;

drop index aggregate_deleting;
drop index aggregate_due;
create index aggregate_due on aggregate (delete_at);
