import type { StackProfile } from './stack-profile.ts';

/** Owner and name of the database, the same in every kind of stack. */
export const DATABASE_USER = 'varselvakt';
export const DATABASE_NAME = 'varselvakt';

/** The order of texts does not depend on the system's libraries. */
export const INITDB_LOCALE = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
] as const;

/** Where the database answers. */
export function databaseUrl(password: string, host: string, port: number): string {
  return `postgres://${DATABASE_USER}:${password}@${host}:${port}/${DATABASE_NAME}`;
}

/** `-c name=value` for the server, wherever it runs. fsync stays on. */
export function renderServerFlags(
  profile: StackProfile,
  place: Readonly<Record<string, string | number>> = {},
): string[] {
  const settings = {
    ...place,
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and details of errors may hold what people wrote: never into the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(profile === 'bench' ? { shared_buffers: '256MB', max_wal_size: '2GB' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
