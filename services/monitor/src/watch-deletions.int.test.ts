/** What the monitor knows of deletions while Postgres is away, and afterwards. */
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { createOwnDatabase } from '../../../test/pipeline/own-database.ts';
import { type DeletionWatch, watchDeletions } from './watch-deletions.ts';

let opened: DeletionWatch | undefined;
afterAll(() => opened?.close());

test('a database that is not there is told with a code; once it is there it is asked at the next look, not after a while', async () => {
  const shared = process.env['DATABASE_URL'] ?? '';
  const name = `test_watch_${randomBytes(6).toString('hex')}`;
  const address = new URL(shared);
  address.pathname = `/${name}`;
  const watch = watchDeletions(address.href, { now: () => 0 });
  opened = watch;
  expect(watch.facts()).toEqual({ outcome: 'FAILED', code: 'NOT_ASKED_YET' });
  await watch.look();
  expect(watch.facts()).toEqual({ outcome: 'FAILED', code: expect.stringMatching(/^STORE_/) });
  await createOwnDatabase(shared, name, { withTables: true });
  await watch.look();
  expect(watch.facts()).toMatchObject({ outcome: 'READ' });
});
