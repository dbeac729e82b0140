import type { Act } from '../act.ts';

/**
 * $1 topic, $2 partition count. Returns the count that stands, which is the given one only if none was recorded before. The update changes
 * nothing: it gives the row also when somebody else's insert is committed while this one waits for it, which no snapshot would show.
 */
export const recordPartitionCount: Act = {
  name: 'record-partition-count',
  text: `
insert into log_topology as known (topic, partition_count) values ($1, $2)
on conflict (topic) do update set partition_count = known.partition_count
returning partition_count`,
};
