import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/real-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
});
afterAll(() => database.drop());

test('the server asks after half a minute at the latest whether a silent host is still there', async () => {
  const client = await database.open();
  const names = ['tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', 'tcp_user_timeout'];
  const { rows } = await client.runScript(
    'test',
    `select name, setting from pg_settings where name in ('${names.join("', '")}') order by name`,
  );
  // A setting that the system refuses would read 0.
  expect(rows.map(({ name, setting }) => [name, setting])).toEqual([
    ['tcp_keepalives_count', '3'],
    ['tcp_keepalives_idle', '10'],
    ['tcp_keepalives_interval', '5'],
    ['tcp_user_timeout', '25000'],
  ]);
});
