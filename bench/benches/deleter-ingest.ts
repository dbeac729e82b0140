import type { BenchContext } from '../bench-context.ts';
import { makeBacklog } from '../load/backlog.ts';
import { makeDue } from '../load/stored-aggregates.ts';
import { besideWindow, type PairSample, rateOf } from '../measure/beside-window.ts';
import { watchUntilDone } from '../measure/count-window.ts';
import { warmUpEvents } from '../measure/warm-up.ts';
import { checkpoint } from '../stack/bench-database.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import type { DeleterInput } from './deleter-input.ts';
import { pauseDeletions, readErasedCount, resumeDeletions, startDeleter } from './run-deleter.ts';
import { readStoredCount, startPersister } from './run-persister.ts';
import { makeEventLog } from './run-validator.ts';

/** How fast a backlog is stored while the deleter is at work, and while it is not, in the same tables. Events per second. */
export type IngestEffect = {
  readonly aloneRate: number;
  readonly besideRate: number;
  /** Notifications gone per second meanwhile. */
  readonly erasedRate: number;
};

/** Enough for both to be at work for some seconds, however fast they are. */
const EVENTS_PER_DUE = 6;
const LEAST_EVENTS = 60_000;
const MOST_EVENTS = 300_000;
const POLL_MS = 20;
const PATIENCE_MS = 120_000;

/** Lets as many again become due, and stores a backlog beside their deletion: two that both want all they can get. */
export async function measureIngestEffect(
  context: BenchContext,
  input: DeleterInput,
  run: number,
): Promise<IngestEffect> {
  const eventCount = Math.min(MOST_EVENTS, Math.max(LEAST_EVENTS, input.dueCount * EVENTS_PER_DUE));
  const makeLog = async (what: string, seed: number): Promise<PipelineTopics> => {
    const { environment } = context;
    const topics = await createPipelineTopics(environment, `${environment.runName}.deleter-${run}-${what}.`);
    await makeBacklog(environment, topics, { eventCount: eventCount + warmUpEvents, seed });
    await makeEventLog(context, topics, eventCount + warmUpEvents);
    return topics;
  };
  const logs = [await makeLog('alone', 11), await makeLog('beside', 12)] as const;
  try {
    const aloneRate = await measureAlone(context, input, logs[0], eventCount, run);
    await pauseDeletions(input.database);
    await makeDue(input.database, input.topics, input.dueCount, { overSeconds: 0 });
    await checkpoint(input.database);
    const window = besideWindow(await sampleBeside(context, input, logs[1], run));
    return { aloneRate, besideRate: rateOf(window, 'stored'), erasedRate: rateOf(window, 'erased') };
  } finally {
    for (const topics of logs) await topics.remove();
  }
}

async function measureAlone(
  context: BenchContext,
  { database }: DeleterInput,
  topics: PipelineTopics,
  eventCount: number,
  run: number,
): Promise<number> {
  await checkpoint(database);
  const persister = startPersister(context, { name: `persister-alone-${run}`, topics, database });
  try {
    const measured = await watchUntilDone({
      pid: persister.pid,
      readCount: () => readStoredCount({ database, topics }),
      warmUpCount: warmUpEvents,
      totalCount: eventCount + warmUpEvents,
      ended: persister.ended,
    });
    return measured.eventsPerSecond;
  } finally {
    await persister.stop();
  }
}

/** The deleter runs already when the persister is warm, and is let go then. */
async function sampleBeside(
  context: BenchContext,
  { database, topics, dueCount }: DeleterInput,
  log: PipelineTopics,
  run: number,
): Promise<readonly PairSample[]> {
  const settings = { DELETER_INTERVAL_SECONDS: '1' };
  const erasedBefore = await readErasedCount(database);
  const deleter = startDeleter(context, { name: `deleter-beside-${run}`, topics, database, settings });
  const persister = startPersister(context, { name: `persister-beside-${run}`, topics: log, database });
  const samples: PairSample[] = [];
  try {
    for (let isLetGo = false; ; await new Promise((resolve) => setTimeout(resolve, POLL_MS))) {
      const stored = await readStoredCount({ database, topics: log });
      const erased = (await readErasedCount(database)) - erasedBefore;
      samples.push({ atMs: performance.now(), stored, erased });
      if (!isLetGo && stored >= warmUpEvents) {
        await resumeDeletions(database);
        isLetGo = true;
      }
      if (erased >= dueCount) return samples;
      if (performance.now() - (samples[0]?.atMs ?? 0) > PATIENCE_MS + dueCount)
        throw new Error(`Only ${erased} of ${dueCount} were deleted beside the ingest`);
    }
  } finally {
    await Promise.all([deleter.stop(), persister.stop()]);
  }
}
