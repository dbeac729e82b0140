import type { BenchContext } from '../bench-context.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { makeDue, storeAggregates } from '../load/stored-aggregates.ts';
import { toDeleterTimes } from '../measure/deleter-steps.ts';
import { median } from '../measure/statistics.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atMost } from '../report/goal.ts';
import { type BenchDatabase, checkpoint, createBenchDatabase, holdSnapshot } from '../stack/bench-database.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import { pauseDeletions, type RunningDeleter, readErasedCount, resumeDeletions, startDeleter } from './run-deleter.ts';

/** How long each of several deletions took, one after the other in the same tables; seconds in all, and in Postgres. */
type Deletions = readonly { readonly seconds: number; readonly postgresSeconds: number }[];
type HeldOpenRound = { readonly free: Deletions; readonly held: Deletions };

const DUE = 20_000;
const RUNS = 1;
/** One after the other, so that the last ones pass what the first ones have left. */
const DELETIONS = 5;
/** As many again stay. */
const STORED_PER_DUE = DELETIONS * 2;
const POLL_MS = 50;
const PATIENCE_MS = 120_000;

const sumOf = (deletions: Deletions, what: 'seconds' | 'postgresSeconds'): number =>
  deletions.reduce((sum, one) => sum + one[what], 0);
const allRatio = ({ free, held }: HeldOpenRound): number => sumOf(held, 'seconds') / sumOf(free, 'seconds');
/** The last one suffers most: what the ones before it have left lies in its way. */
const lastRatio = ({ free, held }: HeldOpenRound): number =>
  (held.at(-1)?.seconds ?? 0) / median(free.map(({ seconds }) => seconds));

const columns: readonly FigureColumn<HeldOpenRound>[] = [
  ['nothing left open: all deletions', 's', ({ free }) => sumOf(free, 'seconds')],
  ['nothing left open: of it in Postgres', 's', ({ free }) => sumOf(free, 'postgresSeconds')],
  ['nothing left open: the last deletion', 's', ({ free }) => free.at(-1)?.seconds ?? 0],
  ['transaction left open: all deletions', 's', ({ held }) => sumOf(held, 'seconds')],
  ['transaction left open: of it in Postgres', 's', ({ held }) => sumOf(held, 'postgresSeconds')],
  ['transaction left open: the last deletion', 's', ({ held }) => held.at(-1)?.seconds ?? 0],
  ['times as long, all', '', allRatio],
  ['times as long, the last one against the usual', '', lastRatio],
];

/** Measures how much slower deletions are while somebody's transaction keeps what was deleted before from being freed. */
export async function benchHeldOpen(context: BenchContext): Promise<BenchReport> {
  const dueCount = eventCountFor(context.options, DUE);
  const rounds: HeldOpenRound[] = [];
  for (let run = 1; run <= runCountFor(context.options, RUNS); run += 1) {
    const free = await measureDeletions(context, dueCount, { run, isHeld: false });
    const held = await measureDeletions(context, dueCount, { run, isHeld: true });
    rounds.push({ free, held });
  }
  return {
    bench: 'deleter',
    about: `${DELETIONS} times ${dueCount} deletions, beside a transaction that was left open before the first of them and without`,
    eventCount: dueCount * DELETIONS,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: [
      atMost('F37', 'times as long beside an open transaction', Math.max(...rounds.map(allRatio)), 2, ''),
      atMost('F37', 'times as long, the last deletion', Math.max(...rounds.map(lastRatio)), 2, ''),
    ],
  };
}

async function measureDeletions(
  context: BenchContext,
  dueCount: number,
  { run, isHeld }: { readonly run: number; readonly isHeld: boolean },
): Promise<Deletions> {
  const { environment, say } = context;
  const name = `${isHeld ? 'held' : 'free'}-${run}`;
  const topics = await createPipelineTopics(environment, `${environment.runName}.${name}.`);
  const database = await createBenchDatabase(environment, `${environment.runName}_${name}`);
  try {
    const totalCount = dueCount * STORED_PER_DUE;
    await storeAggregates(database, topics, { totalCount, dueEvery: totalCount + 1 }, () => undefined);
    const release = isHeld ? await holdSnapshot(database) : async () => undefined;
    try {
      return await deleteAgainAndAgain(context, { name, database, topics, dueCount });
    } finally {
      await release();
      say(`${name}: done`);
    }
  } finally {
    await database.remove();
    await topics.remove();
  }
}

type Input = {
  readonly name: string;
  readonly database: BenchDatabase;
  readonly topics: PipelineTopics;
  readonly dueCount: number;
};

async function deleteAgainAndAgain(context: BenchContext, input: Input): Promise<Deletions> {
  const { name, database, topics } = input;
  const settings = { DELETER_INTERVAL_SECONDS: '1' };
  const deleter = startDeleter(context, { name: `deleter-${name}`, topics, database, settings });
  const deletions: Deletions[number][] = [];
  try {
    for (let number = 1; number <= DELETIONS; number += 1) {
      const one = await deleteOnce(deleter, input);
      context.say(`${name}: deletion ${number} took ${one.seconds.toFixed(1)} s`);
      deletions.push(one);
    }
    return deletions;
  } finally {
    await deleter.stop();
  }
}

/** From the first step of the run to its last one, which tells that the producers have heard of all. */
async function deleteOnce(deleter: RunningDeleter, { database, topics, dueCount }: Input): Promise<Deletions[number]> {
  const erasedBefore = await readErasedCount(database);
  await pauseDeletions(database);
  await makeDue(database, topics, dueCount, { overSeconds: 0 });
  await checkpoint(database);
  const stepsBefore = deleter.steps.length;
  await resumeDeletions(database);
  const givenUpAt = performance.now() + PATIENCE_MS + dueCount;
  const isDone = async () =>
    (await readErasedCount(database)) >= erasedBefore + dueCount && deleter.steps.at(-1)?.step === 'feedback-removed';
  while (!(await isDone())) {
    if (performance.now() > givenUpAt) throw new Error('What became due was not deleted');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const steps = deleter.steps.slice(stepsBefore);
  const { firstAtMs, postgresSeconds } = toDeleterTimes(steps);
  return { seconds: ((steps.at(-1)?.atMs ?? firstAtMs) - firstAtMs) / 1_000, postgresSeconds };
}
