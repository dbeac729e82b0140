import type { Act } from '../act.ts';

/** $1 topic, $2 partition count. Returns the count that stands, which is the given one only if none was recorded before. */
export const recordPartitionCount: Act = {
  name: 'record-partition-count',
  text: `
with recorded as (
  insert into log_topology (topic, partition_count) values ($1, $2)
  on conflict (topic) do nothing
  returning partition_count
)
select partition_count from recorded
union all
select partition_count from log_topology where topic = $1
limit 1`,
};
