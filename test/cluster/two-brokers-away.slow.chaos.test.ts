/** Two of three brokers away: what is produced waits, nothing is acknowledged and nothing happens, and when they are back all goes on as if nothing had been (F4). */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { announceSeed } from '../chaos/announce.ts';
import { underTrouble } from '../faults/under-trouble.ts';
import { judge } from '../oracle/judge.ts';
import { createRandom } from '../workload/random.ts';
import { untilInSync, useClusterPipeline } from './lose-brokers.ts';

/** Long enough for every client to give up a request and try again. */
const AWAY_MS = 20_000;
const open = useClusterPipeline();

test('without two of three brokers nothing is acknowledged, and nothing is lost when they come back', async () => {
  const parts = open();
  const { cluster, pipeline } = parts;
  const services = await pipeline.startAll();
  let acknowledgedAway: boolean | undefined;
  const evidence = await underTrouble(pipeline, {
    random: createRandom(announceSeed('two brokers away')),
    during: async () => {
      const topic = `${pipeline.prefix}beside`;
      const declaration = { name: topic, purpose: 'inbound', replicationFactor: null, configs: {} } as const;
      await pipeline.admin.applyTopics([{ ...declaration, partitionCount: 1 }], { dryRun: false });
      await untilInSync(parts, 3);
      await Promise.all([cluster.kill(2), cluster.kill(3)]);
      const record = { topic, partition: 0, key: Buffer.from('away'), value: Buffer.from('away') };
      let isAcknowledged = false;
      const sending = pipeline.sender.send([record]).then(() => {
        isAcknowledged = true;
      });
      await sleep(AWAY_MS);
      acknowledgedAway = isAcknowledged;
      await Promise.all([cluster.start(2), cluster.start(3)]);
      await untilInSync(parts, 3);
      await sending;
    },
    spareCopies: () => 30,
  });
  expect(acknowledgedAway).toBe(false);
  expect(judge(evidence)).toEqual({});
  expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
}, 600_000);
