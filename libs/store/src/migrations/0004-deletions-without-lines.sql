-- Plans of deletions are read again from the rows that they are about: no lines of theirs wait in the outbox any more.

delete from outbox where owner = 'DELETER' and kind in ('HARD_DELETED', 'TOMBSTONE');
drop index outbox_aggregate;
comment on column outbox.aggregate_id is 'Not used any more.';

-- Nothing looks a receipt up by its number, and it follows from the id and the cause: the unique hash of the id is enough.
alter table erasure drop constraint erasure_receipt_id_key;
-- Lines that are in no batch yet are the newest ones: they are found by their numbers.
drop index erasure_batch;
create index erasure_batch on erasure (batch_number) where batch_number is not null;
