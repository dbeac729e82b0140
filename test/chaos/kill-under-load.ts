import type { Evidence } from '../oracle/evidence.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import type { ExpectedAggregate } from '../oracle/intent.ts';
import { countFates } from '../oracle/judge.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceName } from '../pipeline/service-process.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { generateWorkload, type Mix } from '../workload/generate-workload.ts';
import { createPublisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';
import { announceSeed } from './announce.ts';
import { type KillPlan, killRepeatedly } from './kill-repeatedly.ts';
import { publishSlowly } from './publish-slowly.ts';

const serviceNames: readonly ServiceName[] = ['validator', 'persister', 'deleter'];

export interface KillUnderLoad extends Omit<KillPlan, 'random' | 'feed'> {
  /** Of each phase: there are one more than kills. */
  readonly mix: Mix;
  /** How long what is kept shortly is kept; null where the killing may make it come too late. */
  readonly shortRetentionMs: number | null;
}

/**
 * Runs the whole pipeline on a seeded workload while one of its services is killed again and again, waits until it is
 * quiet, and gathers what there is to see. Throws when one of the other services ends.
 */
export async function killUnderLoad(pipeline: Pipeline, plan: KillUnderLoad): Promise<Evidence> {
  const random = createRandom(announceSeed(`kill of the ${plan.service}`));
  const others = serviceNames.filter((name) => name !== plan.service).map((name) => pipeline.start(name));
  await Promise.all(others.map(({ untilRunning }) => untilRunning()));
  const publisher = createPublisher(pipeline);
  const aggregates: ExpectedAggregate[] = [];
  const feed = async (): Promise<void> => {
    const start = { random, now: Date.now(), shortRetentionMs: plan.shortRetentionMs };
    const workload = generateWorkload(start, plan.mix);
    aggregates.push(...workload.aggregates);
    await publishSlowly(publisher, workload.records);
  };
  await killRepeatedly(pipeline, { ...plan, random, feed });
  await untilQuiet(pipeline);
  const evidence = await gatherEvidence(pipeline, {
    ledgerFile: publisher.ledgerFile,
    aggregates,
    killCount: plan.service === 'validator' ? plan.killCount : 0,
  });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  for (const { name, hasEnded, output } of others)
    if (hasEnded()) throw new Error(`The ${name} ended too:\n${output().slice(-4_000)}`);
  return evidence;
}
