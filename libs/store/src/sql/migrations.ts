import type { Act } from '../act.ts';
import { advisoryLocks } from './advisory-locks.ts';

/** Held to the end of the transaction; also makes the version table, which no migration can do for itself. */
export const migrationLock = `
select pg_advisory_xact_lock(${advisoryLocks.migrating});
create table if not exists schema_version (
  version integer primary key,
  name text not null,
  applied_at timestamptz not null default now()
);`;

export const findSchemaVersionTable: Act = {
  name: 'find-schema-version-table',
  text: `select to_regclass('schema_version') is not null as found`,
};

export const readNewestVersion: Act = {
  name: 'read-newest-version',
  text: 'select coalesce(max(version), 0) as version from schema_version',
};

export const recordSchemaVersion: Act = {
  name: 'record-schema-version',
  text: 'insert into schema_version (version, name) values ($1, $2)',
};
