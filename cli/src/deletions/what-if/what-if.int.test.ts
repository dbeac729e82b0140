/** `varselvakt deletions what-if` as people run it, on real Kafka, registry and Postgres. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Body } from '@varselvakt/domain';
import { createDeletionWorld, type DeletionWorld } from '../../../../services/deleter/fixtures/deletion-world.ts';
import { createEventGiver } from '../../../test/stored-events.ts';
import { runVarselvakt } from '../../testing/run-varselvakt.ts';

const dayMs = 86_400_000;
let world: DeletionWorld;

beforeAll(async () => {
  world = await createDeletionWorld();
});
afterAll(() => world.close());

const message = (after: string | null): Body => ({
  type: 'MessageCreated',
  text: 'Du har fått et svar',
  link: 'https://www.nav.no',
  recipients: [{ type: 'AltinnResource', resourceId: 'r' }],
  externalMessages: [],
  retention: after === null ? null : { until: null, after },
});
const extended: Body = { type: 'RetentionChanged', retention: { until: null, after: 'P300D', strategy: 'EXTEND' } };
const whatIf = (...args: readonly string[]) =>
  runVarselvakt(['deletions', 'what-if', ...args], { environment: world.environment });

test('a changed policy is judged on what is stored, which stays as it is, and the present is told without one', async () => {
  const give = await createEventGiver(world);
  const [byDefault, given, grown, unreadable] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const inDays = (days: number) => days * 86_400;
  await world.store([
    { aggregateId: byDefault, dueInSeconds: inDays(20) },
    { aggregateId: given, dueInSeconds: inDays(200) },
    { aggregateId: grown, dueInSeconds: inDays(290), eventCount: 2 },
    { aggregateId: unreadable, dueInSeconds: inDays(3) },
    { aggregateId: randomUUID(), dueInSeconds: inDays(3), label: 'other', producerId: 'team-b' },
  ]);
  const at = Date.now() - 10 * dayMs;
  await give(byDefault, [{ body: message(null), at }]);
  await give(given, [{ body: message('P210D'), at }]);
  await give(grown, [
    { body: message('P30D'), at },
    { body: extended, at },
  ]);
  const before = await world.ask('select json_agg(aggregate order by aggregate_id) as rows from aggregate');

  const present = whatIf('--json');
  expect([present.status, JSON.parse(present.stdout).labels]).toMatchObject([
    0,
    [
      {
        producerId: 'team-a',
        label: 'salary',
        counts: [1, 7, 30, 90, 365, null].map((withinDays) => ({ withinDays })),
      },
      { producerId: 'team-b', label: 'other' },
    ],
  ]);
  expect(JSON.parse(present.stdout).labels[0].counts.map((one: { presentCount: number }) => one.presentCount)).toEqual([
    0, 1, 2, 2, 4, 4,
  ]);

  const changed = whatIf('--label', 'salary', '--retention', 'P5D', '--max', 'P100D', '--clamp', '--json');
  expect([changed.status, JSON.parse(changed.stdout).labels]).toMatchObject([
    0,
    [{ storedCount: 4, earlier: { count: 3 }, later: { count: 0 }, dueAtOnceCount: 1, unknownCount: 1, refused: {} }],
  ]);
  const text = whatIf('--label', 'salary', '--max', 'P100D');
  expect(text.stdout).toContain('1 RETENTION_MISSING, 2 RETENTION_TOO_LONG');
  expect(await world.ask('select json_agg(aggregate order by aggregate_id) as rows from aggregate')).toEqual(before);
});
