import type { Act } from '../../act.ts';

/**
 * How long the oldest transaction of this database runs whose snapshot keeps VACUUM from freeing deleted rows. Sessions of other roles show when
 * theirs began only to members of pg_read_all_stats.
 */
export const readCleaningHeldBack: Act = {
  name: 'read-cleaning-held-back',
  text: `
select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0) as held_seconds from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type in ('client backend', 'walsender')
  and (backend_xmin is not null or backend_xid is not null)`,
};
