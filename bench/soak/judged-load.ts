import { setTimeout as sleep } from 'node:timers/promises';
import type { ExpectedAggregate } from '../../test/oracle/intent.ts';
import { generateWorkload } from '../../test/workload/generate-workload.ts';
import type { Publisher } from '../../test/workload/publish-workload.ts';
import { chooseSeed, createRandom } from '../../test/workload/random.ts';

/** Some thirty records a second, every kind of fate among them. */
const mix = {
  ...{ lives: 4, repeats: 1, conflicts: 1, misfits: 1, refused: 1, unreadable: 1 },
  ...{ withdrawn: 1, short: 2, shortCases: 1 },
};
const PERIOD_MS = 1_000;
/** Longer than a killed service is away. */
export const shortRetentionMs = 120_000;

/** Sends what the oracle judges record by record, until the signal aborts; gives what must stand in the tables then. Throws KafkaError. */
export async function sendJudged(publisher: Publisher, signal: AbortSignal): Promise<readonly ExpectedAggregate[]> {
  const random = createRandom(chooseSeed());
  const aggregates: ExpectedAggregate[] = [];
  while (!signal.aborted) {
    const workload = generateWorkload({ random, now: Date.now(), shortRetentionMs }, mix);
    aggregates.push(...workload.aggregates);
    await publisher.publish(workload.records);
    await sleep(PERIOD_MS, undefined, { signal }).catch(() => undefined);
  }
  return aggregates;
}
