-- Outbox lines name no aggregate any more, and what got into an erased group late is found without reading every group there ever was.

alter table outbox drop column aggregate_id;

create index case_group_erasing on case_group (erasing_since) where erasing_since is not null;
