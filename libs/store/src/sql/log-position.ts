import type { Act } from '../act.ts';

/** $1 topic, $2 partition. No row when nothing of it was ever stored. */
export const readLogPosition: Act = {
  name: 'read-log-position',
  text: 'select next_offset from log_position where topic = $1 and partition = $2',
};

/**
 * $1 topics, $2 partitions, $3 first offsets, $4 next offsets. Moves those that stand at or before their first offset and
 * leaves the others: fewer rows than given = somebody has stored (part of) this already. Holds the rows until the commit.
 */
export const moveLogPositions: Act = {
  name: 'move-log-positions',
  text: `
insert into log_position as stored (topic, partition, next_offset)
select given.topic, given.partition, given.next_offset
from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[]) as given (topic, partition, first_offset, next_offset)
order by given.topic, given.partition
on conflict (topic, partition) do update set next_offset = excluded.next_offset, updated_at = now()
where stored.next_offset <= (
  select check_again.first_offset
  from unnest($1::text[], $2::integer[], $3::bigint[]) as check_again (topic, partition, first_offset)
  where check_again.topic = excluded.topic and check_again.partition = excluded.partition
)`,
};

/** $1 topics, $2 partitions. What stands, for a batch that was refused. */
export const readLogPositions: Act = {
  name: 'read-log-positions',
  text: `
select stored.topic, stored.partition, stored.next_offset
from unnest($1::text[], $2::integer[]) as given (topic, partition)
join log_position as stored using (topic, partition)`,
};
