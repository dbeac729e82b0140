/** The deleter is killed at every step it takes; the next run ends what was begun, and nothing is forgotten or done twice. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDeletionWorld, type DeletionWorld, type SeededRecord } from '../fixtures/deletion-world.ts';
import { runDeleter } from '../fixtures/run-deleter.ts';

let world: DeletionWorld;

beforeEach(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterEach(() => world.close());

const run = (settings: Record<string, string> = {}) => runDeleter({ ...world.environment, ...settings });

/** Keys whose last record on the log is no tombstone although the row is gone: there must never be one. */
async function forgottenKeys(records: readonly SeededRecord[]): Promise<readonly string[]> {
  const stored = await world.ask('select event_id from event_identity');
  const standing = new Set(stored.map((row) => row['event_id']));
  const events = await world.readEvents();
  return records
    .filter(({ key }) => !standing.has(key.slice(0, 36)))
    .filter(({ key, partition }) => {
      const last = events.filter((event) => event.key?.toString() === key).at(-1);
      return last?.value !== null || last.partition !== partition;
    })
    .map(({ key }) => key);
}

const steps = [
  'plan-written:1',
  'planned:1',
  'hard-deletes-published:1',
  'tombstones-published:1',
  'tombstones-published:2',
  'finish-written:1',
  'finished:1',
  'feedback-published:1',
  'feedback-removed:1',
  'planned:2',
  'finished:2',
];

describe('a deleter that is killed', () => {
  test.each(steps)(
    'at %s is finished by the next run',
    async (step) => {
      const [owner, member, due, notDue] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const records = await world.store([
        { aggregateId: owner, kind: 'CASE', groupId: 'g', eventCount: 3, dueInSeconds: -90 },
        { aggregateId: member, groupId: 'g', dueInSeconds: 86_400, eventCount: 2 },
        { aggregateId: due, eventCount: 4 },
        { aggregateId: notDue, dueInSeconds: 86_400 },
      ]);
      expect(await run({ EXIT_AT: step, DELETER_BATCH_SIZE: '1' })).toBe('SIGKILL');
      expect(await forgottenKeys(records)).toEqual([]);
      expect(await run({ DELETER_BATCH_SIZE: '1' })).toBe(0);
      expect(await forgottenKeys(records)).toEqual([]);
      const [left] =
        await world.ask(`select (select count(*) from aggregate)::int as aggregates, (select count(*) from event_identity)::int as events,
      (select count(*) from event_content)::int as contents, (select count(*) from outbox)::int as lines, (select count(*) from erasure)::int as erasures`);
      expect(left).toEqual({ aggregates: 1, events: 1, contents: 1, lines: 0, erasures: 3 });
      const events = await world.readEvents();
      const hardDeletes = new Set(
        events.map((event) => event.key?.toString()).filter((key) => key?.startsWith('hard-deleted:')),
      );
      expect(hardDeletes.size).toBe(3);
      const told = new Set((await world.readFeedback()).map((record) => record.key?.toString()));
      expect(told).toEqual(new Set([owner, member, due].map((id) => `team-a:${id}`)));
      const kept = events.filter((event) =>
        records.some(({ key, aggregateId }) => aggregateId === notDue && key === event.key?.toString()),
      );
      expect(kept.map((event) => event.value === null)).toEqual([false]);
    },
    60_000,
  );
});

describe('a deleter whose clock disagrees with the database by more than 5 minutes', () => {
  test.each([
    ['an hour ahead', 3_600_000],
    ['400 days behind', -400 * 86_400_000],
  ])(
    '%s plans nothing, but ends what was begun; when they agree again it goes on',
    async (_, aheadMs) => {
      await world.store([{ aggregateId: randomUUID() }, { aggregateId: randomUUID(), dueInSeconds: 86_400 }]);
      const left = async () =>
        (
          await world.ask(
            `select (select count(*) from aggregate)::int as stored, (select count(*) from aggregate where deleting_since is not null)::int as planned`,
          )
        )[0];
      await run({ CLOCK_AHEAD_MS: String(aheadMs) });
      expect(await left()).toEqual({ stored: 2, planned: 0 });
      await run({ EXIT_AT: 'planned:1' });
      expect(await left()).toEqual({ stored: 2, planned: 1 });
      await run({ CLOCK_AHEAD_MS: String(aheadMs) });
      expect(await left()).toEqual({ stored: 1, planned: 0 });
    },
    60_000,
  );
});
