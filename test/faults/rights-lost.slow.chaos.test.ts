/** A service loses its rights in the database while it works: it waits and says which code it meets, writes no dead letter, and goes on when it has them again (F39). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '@varselvakt/store';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

let pipeline: Pipeline;
let role: string;
let url: URL;

beforeAll(async () => {
  pipeline = await openPipeline();
  url = new URL(pipeline.databaseUrl);
  role = `${url.pathname.slice(1)}_persister`;
  await pipeline.ask(`create role ${role} login password 'only-for-this-test'`);
  await pipeline.ask(`grant usage, create on schema public to ${role}`);
  // Whoever makes the partition of a day must own the table.
  await pipeline.ask(`alter table event_content owner to ${role}`);
  await pipeline.ask(`grant all on all tables in schema public to ${role}`);
  await pipeline.ask(`grant all on all sequences in schema public to ${role}`);
  url.username = role;
  url.password = 'only-for-this-test';
}, 120_000);
afterAll(async () => {
  await pipeline?.ask(`reassign owned by ${role} to current_user`);
  await pipeline?.ask(`drop owned by ${role}`);
  await pipeline?.close();
  const owner = await connect(pipeline.servers.DATABASE_URL, { applicationName: 'test-owner' });
  await owner.runScript('drop', `drop role if exists ${role}`);
  await owner.close();
}, 60_000);

test('a persister that may not write any more says so and waits, and nothing is skipped by it', async () => {
  const persister = pipeline.start('persister', { DATABASE_URL: url.href });
  const services = [persister, pipeline.start('validator'), pipeline.start('deleter')];
  await Promise.all(services.map(({ untilRunning }) => untilRunning()));
  const evidence = await underTrouble(pipeline, {
    random: createRandom(announceSeed('rights lost')),
    mix: { ...usualMix, withdrawn: 0 },
    during: async (publishing) => {
      await pipeline.ask(`revoke insert on event_identity from ${role}`);
      await waitUntil('the persister says it', () => persister.output().includes('42501'));
      await publishing;
      await pipeline.ask(`grant insert on event_identity to ${role}`);
    },
    spareCopies: () => 0,
  });
  expect(persister.output()).not.toContain('only-for-this-test');
  expect(judge(evidence)).toEqual({});
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
