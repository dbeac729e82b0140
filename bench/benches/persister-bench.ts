import type { BenchContext } from '../bench-context.ts';
import type { Rate } from '../ceiling/rate.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { makeBacklog } from '../load/backlog.ts';
import { type Measurement, watchUntilDone } from '../measure/count-window.ts';
import { warmUpEvents } from '../measure/warm-up.ts';
import type { BenchReport } from '../report/bench-report.ts';
import {
  type BenchDatabase,
  checkpoint,
  createBenchDatabase,
  readWalBytes,
  requireDurability,
} from '../stack/bench-database.ts';
import { runScript } from '../stack/child-process.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import { type PersisterRound, toPersisterReport } from './persister-report.ts';
import { readStoredCount, startPersister } from './run-persister.ts';
import { makeEventLog } from './run-validator.ts';

const EVENTS = 150_000;
const RUNS = 3;
const ceilingScript = new URL('../ceiling/postgres-insert.ts', import.meta.url);

type Input = { readonly topics: PipelineTopics; readonly totalCount: number };

/** Measures the persister against plain inserts of the same payloads, in turns; then the same events once more. */
export async function benchPersister(context: BenchContext): Promise<BenchReport> {
  const { environment, options, say } = context;
  const totalCount = eventCountFor(options, EVENTS) + warmUpEvents;
  const topics = await createPipelineTopics(environment, `${environment.runName}.persister.`);
  try {
    say(`an event log of ${totalCount} events`);
    const backlog = await makeBacklog(environment, topics, { eventCount: totalCount });
    await makeEventLog(context, topics, totalCount);
    const rounds: PersisterRound[] = [];
    for (let run = 1; run <= runCountFor(options, RUNS); run += 1) {
      rounds.push(await measureRound(context, { topics, totalCount }, run));
    }
    return toPersisterReport(rounds, backlog);
  } finally {
    await topics.remove();
  }
}

async function measureRound(context: BenchContext, input: Input, run: number): Promise<PersisterRound> {
  const { environment, say } = context;
  const database = await createBenchDatabase(environment, `${environment.runName}_persister_${run}`);
  try {
    await requireDurability(database);
    const ceiling = await measureCeiling(context, input, database, run);
    say(`run ${run}: plain inserts ${Math.round(ceiling.eventsPerSecond)} events/s`);
    const first = await measurePersister(context, input, database, `persister-${run}`);
    say(`run ${run}: persister ${Math.round(first.measured.eventsPerSecond)} events/s`);
    await database.client.query('delete from log_position');
    // The first look at fresh rows marks their pages, which costs WAL once; that is no cost of seeing events again.
    await database.client.query('vacuum analyze');
    const again = await measurePersister(context, input, database, `persister-${run}-again`);
    say(`run ${run}: the same events once more ${Math.round(again.measured.eventsPerSecond)} events/s`);
    return { ceiling, first, again };
  } finally {
    await database.remove();
  }
}

async function measureCeiling(
  { environment }: BenchContext,
  { topics, totalCount }: Input,
  database: BenchDatabase,
  run: number,
): Promise<Rate> {
  await checkpoint(database);
  const { insert } = await runScript<{ insert: Rate }>(ceilingScript, {
    name: `postgres-insert-${run}`,
    environment: {
      ...environment.variables,
      DATABASE_URL: database.url,
      CEILING_TOPIC: topics.events,
      CEILING_COUNT: String(totalCount),
      CEILING_WARM_UP: String(warmUpEvents),
    },
    workFolder: environment.workFolder,
  });
  await database.client.query('drop table ceiling, ceiling_position');
  return insert;
}

async function measurePersister(
  context: BenchContext,
  { topics, totalCount }: Input,
  database: BenchDatabase,
  name: string,
): Promise<{ measured: Measurement; walBytesPerEvent: number; newRowCount: number }> {
  const countRows = () => database.readNumber('select count(*) from event_identity');
  const rowsBefore = await countRows();
  await checkpoint(database);
  const walBefore = await readWalBytes(database);
  const persister = startPersister(context, { name, topics, database });
  try {
    const measured = await watchUntilDone({
      pid: persister.pid,
      readCount: () => readStoredCount({ database, topics }),
      warmUpCount: warmUpEvents,
      totalCount,
      ended: persister.ended,
    });
    const walBytesPerEvent = ((await readWalBytes(database)) - walBefore) / totalCount;
    return { measured, walBytesPerEvent, newRowCount: (await countRows()) - rowsBefore };
  } finally {
    await persister.stop();
  }
}
