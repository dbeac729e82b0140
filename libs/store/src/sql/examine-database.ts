import type { Act } from '../act.ts';

/** Whose tables we may not read and write; null names when there are none. */
export const readDatabaseFacts: Act = {
  name: 'read-database-facts',
  text: `
select current_setting('server_version') as server_version, extract(epoch from clock_timestamp()) * 1000 as now_ms,
  current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as is_durable,
  (select string_agg(c.relname, ', ' order by c.relname) from pg_class as c
   where c.relnamespace = to_regnamespace(current_schema()) and c.relkind in ('r', 'p')
     and not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert'))) as forbidden_tables`,
};
