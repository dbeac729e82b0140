/** What producers are told ahead of a deletion, and what a dry run says; the service as it runs, on real Kafka and Postgres. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createEventDecoder, createRegistryClient } from '@varselvakt/codec';
import { feedbackSubject } from '@varselvakt/pipeline';
import { createDeletionWorld, type DeletionWorld } from '../../fixtures/deletion-world.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const daySeconds = 86_400;
let world: DeletionWorld;
let child: ChildProcess | null = null;

beforeAll(async () => {
  world = await createDeletionWorld();
});
afterEach(() => stop());
afterAll(() => world.close());

/** Starts the deleter; what it says is collected. */
function start(settings: Record<string, string>): readonly Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  child = spawn(process.execPath, [main], {
    env: { ...world.environment, LOG_FORMAT: 'json', DELETER_INTERVAL_SECONDS: '1', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((line) => JSON.parse(line)));
  });
  return lines;
}

async function stop(): Promise<void> {
  const ending = child;
  child = null;
  if (ending === null || ending.exitCode !== null) return;
  const ended = new Promise((resolve) => ending.once('exit', resolve));
  ending.kill('SIGTERM');
  await ended;
}

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function readOutcomes() {
  const registry = createRegistryClient({ url: world.environment['KAFKA_SCHEMA_REGISTRY'] ?? '' });
  const decoder = createEventDecoder({ registry, readers: [feedbackSubject(world.feedbackTopic)], now: Date.now });
  const records = await world.readFeedback();
  await decoder.prepare(records.map(({ value }) => ({ value })));
  const outcomes = records.flatMap(({ value }) => {
    const decoded = decoder.decode(value);
    return decoded.ok ? [decoded.value] : [];
  });
  // They lie in several partitions.
  return outcomes.toSorted((left, right) => left.occurredAt - right.occurredAt);
}

test('a producer that has asked for it is told of each planned deletion once, also when the deleter starts anew or the plan changes', async () => {
  const register = join(mkdtempSync(join(tmpdir(), 'varselvakt-')), 'register.yaml');
  const labels = '[{ name: salary, noticeBeforeDeletion: P7D }, { name: silent }]';
  writeFileSync(register, `producers: [{ id: team-a, team: t, environments: [dev], labels: ${labels} }]`);
  const [soon, later, silent, held] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await world.store([
    { aggregateId: soon, dueInSeconds: 3 * daySeconds },
    { aggregateId: later, dueInSeconds: 30 * daySeconds },
    { aggregateId: silent, dueInSeconds: 3 * daySeconds, label: 'silent' },
    { aggregateId: held, dueInSeconds: 3 * daySeconds },
  ]);
  await world.ask(`insert into legal_hold (scope, aggregate_id, reason, owner, expires_at)
    values ('AGGREGATE', '${held}', 'r', 'o', now() + interval '1 day')`);
  const settings = { REGISTER_PATH: register, DELETER_NOTICE_INTERVAL_SECONDS: '1' };
  start(settings);
  // What is acknowledged and still in the outbox when the deleter is stopped is sent again by the next one.
  const isTold = (count: number) => async () =>
    (await readOutcomes()).length >= count &&
    (await world.ask(`select count(*)::int as count from outbox`))[0]?.['count'] === 0;
  await until(isTold(1));
  await stop();
  await world.ask(`update aggregate set delete_at = delete_at + interval '1 day' where aggregate_id = '${soon}'`);
  start(settings);
  await until(isTold(2));
  await world.ask(`update aggregate set delete_at = delete_at - interval '24 days' where aggregate_id = '${later}'`);
  await until(isTold(3));
  await stop();
  const outcomes = await readOutcomes();
  expect(outcomes.map(({ aggregateId, outcome }) => [aggregateId, outcome])).toEqual(
    [soon, soon, later].map((id) => [id, 'DELETION_PLANNED']),
  );
  const [row] = await world.ask(
    `select extract(epoch from delete_at) * 1000 as at from aggregate where aggregate_id = '${soon}'`,
  );
  expect(Math.abs((outcomes[1]?.deleteAt ?? 0) - Number(row?.['at']))).toBeLessThanOrEqual(1);
  expect(outcomes[1]?.deleteAt).not.toBe(outcomes[0]?.deleteAt);
  await world.ask('delete from aggregate');
});

test('a dry run says what would go, with whole cases, and changes nothing', async () => {
  const [owner, member, due, held] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await world.store([
    { aggregateId: owner, kind: 'CASE', groupId: 'g' },
    { aggregateId: member, groupId: 'g', dueInSeconds: daySeconds },
    { aggregateId: due, label: 'other', producerId: 'team-b', cause: 'PRODUCER' },
    { aggregateId: held },
    { aggregateId: randomUUID(), dueInSeconds: daySeconds },
  ]);
  await world.ask(`insert into legal_hold (scope, aggregate_id, reason, owner, expires_at)
    values ('AGGREGATE', '${held}', 'r', 'o', now() + interval '1 day')`);
  const stateSql = `select (select json_agg(aggregate order by aggregate_id) from aggregate) as rows,
    (select count(*) from erasure) as lines, (select count(*) from deletion_plan) as plans`;
  const before = await world.ask(stateSql);
  const lines = start({ DELETER_DRY_RUN: 'true' });
  const said = (message: string) => lines.filter(({ msg }) => msg === message);
  await until(() => said('so much would be deleted now').length >= 2);
  expect(said('would be deleted').slice(0, 2)).toMatchObject([
    { producerId: 'team-a', label: 'salary', cause: 'RETENTION', count: 2, withCases: 1 },
    { producerId: 'team-b', label: 'other', cause: 'PRODUCER', count: 1, withCases: 0 },
  ]);
  expect(said('so much would be deleted now')[0]).toMatchObject({ count: 3, obstacle: null });
  await stop();
  expect(await world.ask(stateSql)).toEqual(before);
});
