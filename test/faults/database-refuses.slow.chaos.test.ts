/** Postgres is there and says no: read-only, closed, shut down by its owner, disk full, deadlocks, serialization failures, locks: everything waits and comes again, nothing becomes a dead letter (F9, F11, F12). */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type StoreClient } from '@varselvakt/store';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

const PHASE_MS = 1_500;
/** Disk full, deadlock, serialization failure, lock not available, cancelled, out of memory, too many connections. */
const sqlStates = ['53100', '40P01', '40001', '55P03', '57014', '53200', '53300'] as const;
let pipeline: Pipeline;
/** At the server itself: the database of the test is closed now and then. */
let owner: StoreClient;
let name: string;

beforeAll(async () => {
  pipeline = await openPipeline();
  name = new URL(pipeline.databaseUrl).pathname.slice(1);
  owner = await connect(pipeline.servers.DATABASE_URL, { applicationName: 'test-owner' });
}, 120_000);
afterAll(async () => {
  await owner?.close();
  await pipeline?.close();
}, 60_000);

const order = (text: string) => owner.runScript('order', text);
const shutOut = () =>
  order(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and application_name <> 'test-oracle'`,
  );

/** Postgres says this at every third row of a table, whoever writes it. */
const sayAt = (table: string, when: string) =>
  pipeline.ask(`create constraint trigger say_${table} after ${when} on ${table} deferrable initially immediate
    for each row execute function say_no()`);

async function prepareRefusals(): Promise<void> {
  await pipeline.ask('create table refusal (state text)');
  await pipeline.ask('create sequence refusal_count');
  await pipeline.ask(`create function say_no() returns trigger language plpgsql as $$ declare wanted text; begin
    select state into wanted from refusal;
    if wanted is not null and nextval('refusal_count') % 3 = 0 then raise exception 'no' using errcode = wanted; end if;
    return null; end $$`);
  for (const [table, when] of [
    ['event_identity', 'insert'],
    ['aggregate', 'update or delete'],
    ['erasure', 'insert'],
  ] as const)
    await sayAt(table, when);
}

async function refuseEverything(): Promise<void> {
  await order(`alter database ${name} set default_transaction_read_only = on`);
  await shutOut();
  await sleep(PHASE_MS);
  await order(`alter database ${name} reset default_transaction_read_only`);
  await order(`alter database ${name} allow_connections false`);
  await shutOut();
  await sleep(PHASE_MS);
  await order(`alter database ${name} allow_connections true`);
  for (let times = 0; times < 5; times += 1) {
    await sleep(PHASE_MS / 5);
    await shutOut();
  }
  for (const state of sqlStates) {
    await pipeline.ask('insert into refusal values ($1)', [state]);
    await sleep(PHASE_MS);
    await pipeline.ask('delete from refusal');
    await sleep(PHASE_MS / 3);
  }
  const locker = await connect(pipeline.databaseUrl, { applicationName: 'test-oracle' });
  await locker.runScript('begin', 'begin');
  await locker.runScript('lock', 'lock table event_identity, aggregate in access exclusive mode');
  await sleep(PHASE_MS);
  await locker.close();
}

test('whatever Postgres refuses for a while is done afterwards, once', async () => {
  const random = createRandom(announceSeed('database refuses'));
  const services = await pipeline.startAll({ DELETER_BATCH_SIZE: '5' });
  await prepareRefusals();
  const evidence = await underTrouble(pipeline, {
    random,
    mix: { ...usualMix, lives: 400, withdrawn: 60 },
    during: refuseEverything,
    spareCopies: () => 0,
  });
  expect(judge(evidence)).toEqual({});
  const [said] = await pipeline.ask('select last_value::int as count from refusal_count');
  expect(said?.['count']).toBeGreaterThan(sqlStates.length * 3);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
