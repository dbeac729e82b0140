-- What is asked of these tables every second, or at every run, is found without reading all that is due or was ever erased.

create index aggregate_requested on aggregate (delete_at) where deletion_cause <> 'RETENTION';
create index erasure_chain_time on erasure_chain (chained_at);
