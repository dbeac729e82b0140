/** The topic of the dead letters is gone while records come that cannot be read: nothing is skipped, everything waits, and goes on when it is back (F34, F35). */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createKafkaClient, plainKafkaSettings, topicDeclarations } from '@varselvakt/kafka';
import { announceSeed } from '../chaos/announce.ts';
import { judge } from '../oracle/judge.ts';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { createRandom } from '../workload/random.ts';
import { underTrouble, usualMix } from './under-trouble.ts';

const AWAY_MS = 8_000;
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 120_000);
afterAll(() => pipeline?.close(), 60_000);

async function deleteTopic(topic: string): Promise<void> {
  const settings = plainKafkaSettings(pipeline.servers.KAFKA_BROKERS.split(','));
  const admin = createKafkaClient(settings, () => undefined).kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}

test('what cannot be read waits for the place where it belongs', async () => {
  const services = await pipeline.startAll();
  const { deadLetters } = pipeline.topics;
  const evidence = await underTrouble(pipeline, {
    random: createRandom(announceSeed('dead letters away')),
    mix: { ...usualMix, unreadable: 60 },
    during: async () => {
      await deleteTopic(deadLetters);
      await waitUntil('the validator cannot send', () =>
        services.some(({ output }) => output().includes('"a send failed"') && output().includes(deadLetters)),
      );
      await sleep(AWAY_MS);
      const declared = topicDeclarations(pipeline.prefix, { overrides: { 'dead-letter': { partitionCount: 2 } } });
      const missing = declared.filter(({ name }) => name === deadLetters);
      // A topic that is being deleted may stand in the way of its own return for a moment.
      await waitUntil('the topic is back', () =>
        pipeline.admin.applyTopics(missing, { dryRun: false }).then(
          () => true,
          () => false,
        ),
      );
    },
    spareCopies: () => 100,
  });
  // Letters that were acknowledged before the topic went are gone with it: of those nobody can say more.
  const { I1 = [], I12 = [], ...others } = judge(evidence);
  expect(others).toEqual({});
  expect([...I1, ...I12].filter((offence) => !/lost instead of UNREADABLE|nowhere/.test(offence))).toEqual([]);
  expect(evidence.deadLetters.length).toBeGreaterThan(0);
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
