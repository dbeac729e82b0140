import type { BenchContext } from '../bench-context.ts';
import { eventCountFor } from '../command-line.ts';
import { createRecordMaker, makeBacklog } from '../load/backlog.ts';
import { sendSteadily } from '../load/steady-load.ts';
import { type Measurement, watchUntilDone } from '../measure/count-window.ts';
import { followProbes } from '../measure/latency-probes.ts';
import { type ProcessUsage, readProcessUsage } from '../measure/process-usage.ts';
import { quantile } from '../measure/statistics.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atMost } from '../report/goal.ts';
import { type BenchDatabase, createBenchDatabase, requireDurability } from '../stack/bench-database.ts';
import type { MeasuredProcess } from '../stack/child-process.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import { readStoredCount, startPersister } from './run-persister.ts';
import { startValidator } from './run-validator.ts';

const EVENTS = 120_000;
const MILLION = 1_000_000;
const STEADY_SECONDS = 10;
const QUICK_STEADY_SECONDS = 4;
/** The rate at which latency is promised, and the one that must not let a backlog grow. */
const STEADY_RATE = 2_500;
const PEAK_RATE = 5_000;
const MEMORY_BYTES = 256 * 1_048_576;

type Parts = {
  readonly topics: PipelineTopics;
  readonly database: BenchDatabase;
  readonly validator: MeasuredProcess;
  readonly persister: MeasuredProcess;
};
type Steady = { readonly latenciesMs: readonly number[]; readonly backlogAfter: number };
type Round = {
  readonly eventCount: number;
  /** From the start of both processes until the last event is stored. */
  readonly catchUpSeconds: number;
  readonly stored: Measurement;
  readonly validator: ProcessUsage;
  readonly persister: ProcessUsage;
  readonly steady: Steady;
  readonly peak: Steady;
};

/** Measures validator and persister together: a backlog from the start, then an even load with the way of single events. */
export async function benchPipeline(context: BenchContext): Promise<BenchReport> {
  const { environment, options, say } = context;
  const eventCount = eventCountFor(options, EVENTS);
  const topics = await createPipelineTopics(environment, `${environment.runName}.pipeline.`);
  const database = await createBenchDatabase(environment, `${environment.runName}_pipeline`);
  try {
    await requireDurability(database);
    say(`a backlog of ${eventCount} events`);
    const backlog = await makeBacklog(environment, topics, { eventCount });
    const startedAt = performance.now();
    const validator = startValidator(context, { name: 'pipeline-validator', source: topics, target: topics });
    const persister = startPersister(context, { name: 'pipeline-persister', topics, database });
    try {
      const parts = { topics, database, validator, persister };
      const round = await measureRound(context, parts, eventCount, startedAt);
      return toReport(round, backlog.meanValueBytes);
    } finally {
      await Promise.all([validator.stop(), persister.stop()]);
    }
  } finally {
    await database.remove();
    await topics.remove();
  }
}

async function measureRound(
  context: BenchContext,
  parts: Parts,
  eventCount: number,
  startedAt: number,
): Promise<Round> {
  const { say } = context;
  const stored = await watchUntilDone({
    pid: parts.persister.pid,
    readCount: () => readStoredCount(parts),
    warmUpCount: 0,
    totalCount: eventCount,
    ended: Promise.race([parts.validator.ended, parts.persister.ended]),
  });
  const catchUpSeconds = (performance.now() - startedAt) / 1_000;
  say(`the backlog is stored after ${catchUpSeconds.toFixed(1)} s`);
  const validator = await readProcessUsage(parts.validator.pid);
  const persister = await readProcessUsage(parts.persister.pid);
  const steady = await measureSteady(context, parts, STEADY_RATE, eventCount);
  const peak = await measureSteady(context, parts, PEAK_RATE, await readStoredCount(parts));
  return { eventCount, catchUpSeconds, stored, validator, persister, steady, peak };
}

async function measureSteady(
  { environment, options, say }: BenchContext,
  { topics, database }: Parts,
  eventsPerSecond: number,
  storedBefore: number,
): Promise<Steady> {
  const seconds = options.quick ? QUICK_STEADY_SECONDS : STEADY_SECONDS;
  say(`${eventsPerSecond} events/s for ${seconds} s`);
  const sql = 'select event_id from event_identity where event_id = any ($1::uuid[])';
  const probes = followProbes(async (ids) => {
    const { rows } = await database.client.query<{ event_id: string }>({ name: 'probe', text: sql, values: [ids] });
    return rows.map(({ event_id }) => event_id);
  });
  const next = createRecordMaker(topics, { seed: eventsPerSecond });
  const sentCount = await sendSteadily(environment, { eventsPerSecond, seconds, next, onProbe: probes.add });
  const backlogAfter = storedBefore + sentCount - (await readStoredCount({ topics, database }));
  return { latenciesMs: await probes.finish(), backlogAfter };
}

const columns: readonly FigureColumn<Round>[] = [
  ['backlog stored, from the start of the processes', 's', ({ catchUpSeconds }) => catchUpSeconds],
  ['events, from the first one stored', 'events/s', ({ stored }) => stored.eventsPerSecond],
  ['validator: CPU per event, start included', 'µs', (round) => microsPerEvent(round, round.validator)],
  ['persister: CPU per event, start included', 'µs', (round) => microsPerEvent(round, round.persister)],
  ['validator: peak memory', 'bytes', ({ validator }) => validator.peakRssBytes],
  ['persister: peak memory', 'bytes', ({ persister }) => persister.peakRssBytes],
  [`sent to stored at ${STEADY_RATE}/s: p50`, 'ms', ({ steady }) => quantile(steady.latenciesMs, 0.5)],
  [`sent to stored at ${STEADY_RATE}/s: p99`, 'ms', ({ steady }) => quantile(steady.latenciesMs, 0.99)],
  [`sent to stored at ${PEAK_RATE}/s: p50`, 'ms', ({ peak }) => quantile(peak.latenciesMs, 0.5)],
  [`sent to stored at ${PEAK_RATE}/s: p99`, 'ms', ({ peak }) => quantile(peak.latenciesMs, 0.99)],
];

function microsPerEvent({ eventCount }: Round, { cpuSeconds }: ProcessUsage): number {
  return (cpuSeconds / eventCount) * MILLION;
}

function toReport(round: Round, meanValueBytes: number): BenchReport {
  const { steady, peak, eventCount, catchUpSeconds } = round;
  const startSeconds = catchUpSeconds - round.stored.seconds;
  const millionSeconds = startSeconds + MILLION / round.stored.eventsPerSecond;
  const peakRss = Math.max(round.validator.peakRssBytes, round.persister.peakRssBytes);
  return {
    bench: 'pipeline',
    about: `validator and persister together (${Math.round(meanValueBytes)} bytes inbound), then an even load`,
    eventCount,
    runCount: 1,
    figures: figuresOf([round], columns),
    goals: [
      eventCount >= MILLION
        ? atMost('P4', 'a million events stored', (catchUpSeconds / eventCount) * MILLION, 120, 's')
        : atMost('P4', 'a million events would be stored', millionSeconds, 120, 's'),
      atMost('P3', `p50 at ${STEADY_RATE}/s`, quantile(steady.latenciesMs, 0.5), 100, 'ms'),
      atMost('P3', `p99 at ${STEADY_RATE}/s`, quantile(steady.latenciesMs, 0.99), 1_000, 'ms'),
      atMost('P3', `not stored yet after the load of ${PEAK_RATE}/s`, peak.backlogAfter, PEAK_RATE, 'events'),
      atMost('P10', 'memory with a backlog', peakRss, MEMORY_BYTES, 'bytes'),
    ],
  };
}
