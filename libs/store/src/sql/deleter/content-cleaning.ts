import type { Act } from '../../act.ts';

/** One row a day at most. Partitions whose day is over for so long that nothing is written to them any more, oldest first. */
export const readPastPartitions: Act = {
  name: 'read-past-content-partitions',
  text: `
select content_day - date '1970-01-01' as content_day, table_name
from event_content_partition where content_day < (now() at time zone 'utc')::date - 1
order by content_day`,
};

/** $1 hours, $2 how many at most. Partitions in which deleted rows have left readable bytes for so long. */
export const readDirtyPartitions: Act = {
  name: 'read-dirty-content-partitions',
  text: `
select content_day - date '1970-01-01' as content_day, table_name
from event_content_partition where dirty_since <= now() - make_interval(hours => $1)
order by dirty_since limit $2`,
};

/** $1 table name. Whether it hangs on event_content, and whether taking it off was broken off in the middle. */
export const readAttachment: Act = {
  name: 'read-content-attachment',
  text: `
select to_regclass($1) is not null as is_there,
  exists (select from pg_inherits where inhrelid = to_regclass($1)) as is_attached,
  exists (select from pg_inherits where inhrelid = to_regclass($1) and inhdetachpending) as is_half_detached`,
};

/** Whether a partition holds a row. */
export const findAnyRow = (tableName: string): Act => ({
  name: 'find-any-content',
  text: `select exists (select from ${tableName}) as found`,
});

/** $1 table name. */
export const forgetPartition: Act = {
  name: 'forget-content-partition',
  text: 'delete from event_content_partition where table_name = $1',
};

/** $1 table name. */
export const markPartitionClean: Act = {
  name: 'mark-content-partition-clean',
  text: 'update event_content_partition set dirty_since = null where table_name = $1',
};

/** Concurrently: without it everybody who writes to any partition would wait. Outside a transaction. */
export const detachText = (tableName: string): string =>
  `alter table event_content detach partition ${tableName} concurrently`;

/** Ends what a broken-off detachText has begun. */
export const finishDetachText = (tableName: string): string =>
  `alter table event_content detach partition ${tableName} finalize`;

/** $1, $2 of the range are days in ISO form that we made ourselves. */
export const attachText = (tableName: string, fromDay: string, toDay: string): string =>
  `alter table event_content attach partition ${tableName} for values from ('${fromDay}') to ('${toDay}')`;

/** Truncating gives the table a new file and unlinks the old one, bytes and all; only the living rows come along. */
export const rewriteText = (tableName: string): string => `
lock table ${tableName} in access exclusive mode;
create temporary table living on commit drop as select * from ${tableName};
truncate ${tableName};
insert into ${tableName} select * from living`;
