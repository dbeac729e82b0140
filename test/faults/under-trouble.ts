import { publishSlowly } from '../chaos/publish-slowly.ts';
import type { Evidence } from '../oracle/evidence.ts';
import { gatherEvidence } from '../oracle/gather-evidence.ts';
import { countFates } from '../oracle/judge.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import { untilQuiet } from '../pipeline/until-quiet.ts';
import { generateWorkload, type Mix } from '../workload/generate-workload.ts';
import { createPublisher, type Publisher } from '../workload/publish-workload.ts';
import type { Random } from '../workload/random.ts';

/** Something of everything that producers send, bad and good, and deletions that are asked for. */
export const usualMix: Mix = {
  lives: 200,
  repeats: 25,
  conflicts: 25,
  misfits: 15,
  refused: 20,
  unreadable: 20,
  withdrawn: 30,
  short: 0,
  shortCases: 0,
};

export interface Trouble {
  readonly random: Random;
  readonly mix?: Mix;
  /** Goes on while the records are published, and ends with all troubles taken away. */
  readonly during: (publishing: Promise<void>, publisher: Publisher) => Promise<void>;
  /** How often the same record may stand on the event log beyond the first time, asked afterwards. */
  readonly spareCopies: () => number;
}

/** Publishes a workload through a pipeline in trouble, waits until it has come to rest, and gathers what there is to see. */
export async function underTrouble(pipeline: Pipeline, trouble: Trouble): Promise<Evidence> {
  const publisher = createPublisher(pipeline);
  const start = { random: trouble.random, now: Date.now(), shortRetentionMs: null };
  const workload = generateWorkload(start, trouble.mix ?? usualMix);
  const publishing = publishSlowly(publisher, workload.records);
  await Promise.all([publishing, trouble.during(publishing, publisher)]);
  await untilQuiet(pipeline);
  const evidence = await gatherEvidence(pipeline, {
    ledgerFile: publisher.ledgerFile,
    aggregates: workload.aggregates,
    killCount: trouble.spareCopies(),
  });
  process.stderr.write(`  ${JSON.stringify(countFates(evidence))}\n`);
  return evidence;
}
