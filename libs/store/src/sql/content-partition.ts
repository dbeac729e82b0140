import type { Act } from '../act.ts';

/**
 * $1 day. One row when the partition is ours to make, none when it exists. No key is named after ON CONFLICT: two that claim the same day at
 * the same moment may meet in either of the two.
 */
export const claimContentPartition: Act = {
  name: 'claim-content-partition',
  text: `
insert into event_content_partition (content_day, table_name)
values ($1::date, 'event_content_' || to_char($1::date, 'YYYYMMDD'))
on conflict do nothing
returning table_name`,
};

/** $1 days. From now on these files hold bytes of rows that are gone: see event_content_partition.dirty_since. */
export const markContentPartitionsDirty: Act = {
  name: 'mark-content-partitions-dirty',
  text: `
update event_content_partition set dirty_since = now()
where content_day = any ($1::date[]) and dirty_since is null`,
};

/**
 * $1 aggregate ids, $2 their new days: moves their records out of one partition, named directly because a join against all
 * partitions would lock and plan every one of them.
 */
export const moveContentOutOf = (tableName: string): Act => ({
  name: 'move-content',
  replan: true,
  text: `
with moved as (
  delete from ${tableName} as stored
  using unnest($1::uuid[], $2::date[]) as given (aggregate_id, content_day)
  where stored.aggregate_id = given.aggregate_id
  returning given.content_day, stored.event_id, stored.aggregate_id, stored.payload
)
insert into event_content (content_day, event_id, aggregate_id, payload) select * from moved`,
});
