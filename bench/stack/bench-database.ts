import { migrate } from '@varselvakt/store';
import pg from 'pg';
import type { BenchEnvironment } from './bench-environment.ts';

/** A database of one run, with the tables of production. */
export type BenchDatabase = {
  readonly url: string;
  /** One figure of one row. */
  readonly readNumber: (sql: string, parameters?: readonly unknown[]) => Promise<number>;
  readonly client: pg.Client;
  readonly remove: () => Promise<void>;
};

/** Makes a database beside the one that DATABASE_URL names. Throws pg's errors and StoreError. */
export async function createBenchDatabase(environment: BenchEnvironment, name: string): Promise<BenchDatabase> {
  const database = name.replaceAll(/[^a-z0-9]/g, '_');
  await withServer(environment, (server) => server.query(`create database ${database}`));
  const url = new URL(environment.databaseUrl);
  url.pathname = `/${database}`;
  await migrate(url.href);
  const client = new pg.Client({ connectionString: url.href, application_name: 'varselvakt-bench' });
  await client.connect();
  return {
    url: url.href,
    client,
    readNumber: async (sql, parameters = []) => {
      const { rows } = await client.query({ text: sql, values: [...parameters], rowMode: 'array' });
      return Number(rows[0]?.[0] ?? 0);
    },
    remove: async () => {
      await client.end();
      await withServer(environment, (server) => server.query(`drop database ${database} with (force)`));
    },
  };
}

/** Refuses to measure a server that does not wait for its disk: such figures would promise what nobody gets. */
export async function requireDurability({ client }: BenchDatabase): Promise<void> {
  const { rows } = await client.query(
    `select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'`,
  );
  if (rows.length > 0)
    throw new Error(`Postgres does not wait for its disk: ${rows.map(({ name }) => name).join(', ')}`);
}

/** Writes everything to disk now, so that each run begins alike; left out where we may not. */
export async function checkpoint({ client }: BenchDatabase): Promise<void> {
  await client.query('checkpoint').catch(() => undefined);
}

/** Somebody's transaction that sees the tables as they are now, for as long as it is left open. Gives what ends it. */
export async function holdSnapshot({ url }: BenchDatabase): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: url, application_name: 'varselvakt-bench-left-open' });
  await holder.connect();
  await holder.query('begin isolation level repeatable read');
  await holder.query('select 1');
  return () => holder.end();
}

/** How many bytes of WAL the server has ever written. */
export function readWalBytes({ readNumber }: BenchDatabase): Promise<number> {
  return readNumber(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')`);
}

async function withServer(environment: BenchEnvironment, act: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client({ connectionString: environment.databaseUrl, application_name: 'varselvakt-bench' });
  await server.connect();
  try {
    await act(server);
  } finally {
    await server.end();
  }
}
