/** What comes for something while it is being deleted: its retention changed, an update, a newcomer in its group. All of it is too late, and nothing of it stays (F19, I6-I8). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Body } from '@varselvakt/domain';
import { sampleBody } from '@varselvakt/rules';
import { runDeleter } from '../../services/deleter/fixtures/run-deleter.ts';
import { checkCompactedView } from '../oracle/check-deletion.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import { readOutcomes } from '../oracle/read-log.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { eventOf, type Identity, type WorkloadStart } from '../workload/planned-record.ts';
import { createPublisher, type Publisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';

const DAY_MS = 86_400_000;
let pipeline: Pipeline;
let publisher: Publisher;
let start: WorkloadStart;

beforeAll(async () => {
  pipeline = await openPipeline();
  publisher = createPublisher(pipeline);
  await Promise.all((['validator', 'persister'] as const).map((name) => pipeline.start(name).untilRunning()));
  start = { random: createRandom(19), now: Date.now(), shortRetentionMs: null };
}, 120_000);
afterAll(() => pipeline?.close());

const publish = (identity: Identity, ...bodies: readonly Body[]) =>
  publisher.publish(bodies.map((body) => ({ event: eventOf(start, identity, body), expected: { fate: 'ANY' } })));
const countOf = async (from: string) =>
  Number((await pipeline.ask(`select count(*)::int as count from ${from}`))[0]?.['count']);
const until = (what: string, from: string, count: number) =>
  waitUntil(what, async () => (await countOf(from)) === count);
const retention = (strategy: 'EXTEND' | 'OVERRIDE'): Body => ({
  type: 'RetentionChanged',
  retention: { until: Date.now() + 300 * DAY_MS, after: null, strategy },
});

const deleteOnce = (settings: NodeJS.ProcessEnv = {}) =>
  runDeleter({ ...pipeline.environment, DELETER_BATCH_SIZE: '100', ...settings });

test('what is being deleted takes nothing any more, and what was given a longer life in time keeps it', async () => {
  const [kept, gone, owner] = [0, 1, 2].map(() => newIdentity(start, 'tilskudd-demo')) as [
    Identity,
    Identity,
    Identity,
  ];
  const member = { ...owner, aggregateId: start.random.uuid() };
  const newcomer = { ...owner, aggregateId: start.random.uuid() };
  const shortly = { until: Date.now() + DAY_MS, after: null };
  const message = { ...sampleBody('MessageCreated', start.now), retention: shortly };
  await publish(kept, message, retention('OVERRIDE'));
  await publish(gone, message);
  await publish(owner, { ...sampleBody('CaseOpened', start.now), retention: shortly });
  await publish(member, sampleBody('MessageCreated', start.now));
  await until('all of it is stored', 'event_identity', 5);
  // Two days go by.
  await pipeline.ask(`update aggregate set delete_at = delete_at - interval '2 days'`);
  expect(await countOf('aggregate where delete_at <= now()')).toBe(2);

  expect(await deleteOnce({ EXIT_AT: 'hard-deletes-published:1' })).toBe('SIGKILL');
  expect(await countOf('aggregate where deleting_since is not null')).toBe(3);
  const late: readonly (readonly [Identity, readonly Body[]])[] = [
    [gone, [retention('EXTEND'), retention('OVERRIDE'), sampleBody('DeletionRequested', start.now)]],
    [owner, [retention('OVERRIDE'), sampleBody('CaseStatusChanged', start.now)]],
    [member, [retention('EXTEND')]],
    [newcomer, [sampleBody('MessageCreated', start.now)]],
  ];
  for (const [identity, bodies] of late) await publish(identity, ...bodies);
  const toldLate = async () => (await readOutcomes(pipeline)).filter(({ outcome }) => outcome === 'LATE').length;
  await waitUntil('all of that is late', async () => (await toldLate()) === 7);

  expect(await deleteOnce()).toBe(0);
  for (const [identity, bodies] of late) await publish(identity, ...bodies);
  await waitUntil('and late again', async () => (await toldLate()) === 14);
  await until('the persister has said all', 'outbox', 0);

  const plan = { ledgerFile: publisher.ledgerFile, aggregates: [], killCount: 0 };
  const evidence = await gatherEvidence(pipeline, plan);
  expect(evidence.aggregates.map(({ aggregateId }) => aggregateId)).toEqual([kept.aggregateId]);
  expect(evidence.identities).toHaveLength(2);
  expect(checkCompactedView(evidence)).toEqual([]);
  const announced = evidence.log.filter((record) => record.type === 'HARD_DELETED');
  expect(new Set(announced.map(({ aggregateId }) => aggregateId))).toEqual(
    new Set([gone, owner, member].map(({ aggregateId }) => aggregateId)),
  );
  expect(announced.filter(({ dueAt, deletedAt }) => deletedAt < dueAt)).toEqual([]);
  expect(await countOf('erasure')).toBe(3);
  expect(await countOf(`aggregate where delete_at > now() + interval '200 days'`)).toBe(1);
}, 120_000);
