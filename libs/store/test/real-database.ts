import { randomBytes } from 'node:crypto';
import { connect, migrate, type StoreClient } from '../src/index.ts';

/** A database of one test file, with the newest schema unless said otherwise. */
export type TestDatabase = {
  readonly url: string;
  /** Opens a connection that is closed with the database. */
  readonly open: () => Promise<StoreClient>;
  readonly drop: () => Promise<void>;
};

/** Makes a database beside the one of DATABASE_URL. */
export async function createTestDatabase(options: { readonly migrated: boolean }): Promise<TestDatabase> {
  const given = process.env['DATABASE_URL'];
  if (given === undefined) throw new Error('no stack: DATABASE_URL is not set');
  const name = `test_store_${randomBytes(6).toString('hex')}`;
  const url = new URL(given);
  url.pathname = `/${name}`;
  const clients: StoreClient[] = [];
  const asAdmin = async (text: string): Promise<void> => {
    const admin = await connect(given, { applicationName: 'varselvakt-test' });
    await admin.runScript('test', text);
    await admin.close();
  };
  await asAdmin(`create database ${name}`);
  if (options.migrated) await migrate(url.href);
  return {
    url: url.href,
    open: async () => {
      const client = await connect(url.href, { applicationName: 'varselvakt-test' });
      clients.push(client);
      return client;
    },
    drop: async () => {
      for (const client of clients) await client.close();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}

/** Waits until so many connections of this database wait for somebody's lock; throws when they have not within a minute. */
export async function untilBlocked(client: StoreClient, connectionCount: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await client.runScript(
      'test',
      `select count(*) as blocked from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (Number(rows[0]?.['blocked']) >= connectionCount) return;
    if (Date.now() > deadline) throw new Error('they never waited');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
