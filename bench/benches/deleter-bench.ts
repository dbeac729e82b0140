import type { BenchContext } from '../bench-context.ts';
import type { Rate } from '../ceiling/rate.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { storeAggregates } from '../load/stored-aggregates.ts';
import { type Measurement, watchUntilDone } from '../measure/count-window.ts';
import { type DeleterTimes, toDeleterTimes } from '../measure/deleter-steps.ts';
import type { BenchReport } from '../report/bench-report.ts';
import { checkpoint, createBenchDatabase, readWalBytes, requireDurability } from '../stack/bench-database.ts';
import { runScript } from '../stack/child-process.ts';
import { createPipelineTopics } from '../stack/pipeline-topics.ts';
import { openRecordCounter } from '../stack/record-counter.ts';
import { measureDelays } from './deleter-delays.ts';
import { measureIngestEffect } from './deleter-ingest.ts';
import type { DeleterInput } from './deleter-input.ts';
import { type DeleterRound, toDeleterReport } from './deleter-report.ts';
import { readErasedCount, startDeleter } from './run-deleter.ts';

const DUE = 20_000;
const DUE_EVERY = 5;
const RUNS = 1;
const ceilingScript = new URL('../ceiling/tombstones.ts', import.meta.url);

/** Measures the deletion of a fifth of what is stored, until the last tombstone is acknowledged and the last row is gone. */
export async function benchDeleter(context: BenchContext): Promise<BenchReport> {
  const { options } = context;
  const dueCount = eventCountFor(options, DUE);
  const rounds: DeleterRound[] = [];
  for (let run = 1; run <= runCountFor(options, RUNS); run += 1)
    rounds.push(await measureRound(context, dueCount, run));
  return toDeleterReport(rounds, dueCount, DUE_EVERY);
}

async function measureRound(context: BenchContext, dueCount: number, run: number): Promise<DeleterRound> {
  const { environment, say } = context;
  const topics = await createPipelineTopics(environment, `${environment.runName}.deleter-${run}.`);
  const database = await createBenchDatabase(environment, `${environment.runName}_deleter_${run}`);
  try {
    await requireDurability(database);
    const totalCount = dueCount * DUE_EVERY;
    say(`run ${run}: ${totalCount} stored notifications, ${dueCount} of them due`);
    await storeAggregates(database, topics, { totalCount, dueEvery: DUE_EVERY }, () => undefined);
    const input = { topics, database, dueCount };
    const ceiling = await measureCeiling(context, input, run);
    say(
      `run ${run}: plain tombstones ${Math.round(ceiling.tombstones.eventsPerSecond)}/s, plain deletes ${Math.round(ceiling.rows.eventsPerSecond)}/s`,
    );
    const measured = await measureDeleter(context, input, run);
    say(`run ${run}: deleter ${Math.round(measured.measured.eventsPerSecond)}/s`);
    const outcome = await checkOutcome(context, input);
    const ingest = await measureIngestEffect(context, input, run);
    say(
      `run ${run}: ingest beside deletions ${Math.round(ingest.besideRate)}/s, alone ${Math.round(ingest.aloneRate)}/s`,
    );
    const delays = await measureDelays(context, input, run);
    return { ceiling, ...measured, ...outcome, ingest, delays };
  } finally {
    await database.remove();
    await topics.remove();
  }
}

async function measureCeiling(
  { environment }: BenchContext,
  { topics, database, dueCount }: DeleterInput,
  run: number,
) {
  return runScript<{ tombstones: Rate; rows: Rate }>(ceilingScript, {
    name: `tombstones-${run}`,
    environment: {
      ...environment.variables,
      DATABASE_URL: database.url,
      CEILING_TOPIC: topics.inbound,
      CEILING_PARTITIONS: String(topics.partitionCount),
      CEILING_COUNT: String(dueCount),
    },
    workFolder: environment.workFolder,
  });
}

async function measureDeleter(
  context: BenchContext,
  { topics, database, dueCount }: DeleterInput,
  run: number,
): Promise<{ measured: Measurement; times: DeleterTimes; walBytesPerAggregate: number }> {
  await checkpoint(database);
  const walBefore = await readWalBytes(database);
  const deleter = startDeleter(context, { name: `deleter-${run}`, topics, database });
  try {
    const measured = await watchUntilDone({
      pid: deleter.pid,
      readCount: () => readErasedCount(database),
      warmUpCount: 0,
      totalCount: dueCount,
      ended: deleter.ended,
    });
    const walBytesPerAggregate = ((await readWalBytes(database)) - walBefore) / dueCount;
    return { measured, times: toDeleterTimes(deleter.steps), walBytesPerAggregate };
  } finally {
    await deleter.stop();
  }
}

/** What is left and what was written: speed with a wrong result is no speed. */
async function checkOutcome({ environment }: BenchContext, { topics, database, dueCount }: DeleterInput) {
  const counter = await openRecordCounter(environment);
  try {
    return {
      leftDueCount: await database.readNumber('select count(*) from aggregate where delete_at <= now()'),
      wronglyGoneCount: dueCount * (DUE_EVERY - 1) - (await database.readNumber('select count(*) from event_identity')),
      earlyCount: await database.readNumber('select count(*) from erasure where rows_gone_at < due_at'),
      missingRecordCount: Math.max(0, dueCount * 2 - (await counter.count([topics.events]))),
    };
  } finally {
    await counter.close();
  }
}
