import { fileURLToPath } from 'node:url';
import type { BenchContext } from '../bench-context.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { type Backlog, makeBacklog } from '../load/backlog.ts';
import { type Measurement, watchUntilDone } from '../measure/count-window.ts';
import { median } from '../measure/statistics.ts';
import { type BenchReport, figureOf } from '../report/bench-report.ts';
import { atLeast, atMost } from '../report/goal.ts';
import { startScript, startService } from '../stack/child-process.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import { openRecordCounter } from '../stack/record-counter.ts';

const EVENTS = 150_000;
const RUNS = 3;
/** Events before the measured stretch: the compiler of Node has seen the whole path by then. */
export const warmUpEvents = 30_000;

const registerPath = fileURLToPath(new URL('../load/register.yaml', import.meta.url));
const relay = new URL('../ceiling/kafkajs-relay.ts', import.meta.url);

type Round = { readonly validator: Measurement; readonly ceiling: Measurement };
type Input = { readonly source: PipelineTopics; readonly totalCount: number };

/** Measures the validator against plain kafkajs on the same backlog, in turns. */
export async function benchValidator(context: BenchContext): Promise<BenchReport> {
  const { environment, options, say } = context;
  const totalCount = eventCountFor(options, EVENTS) + warmUpEvents;
  const runCount = runCountFor(options, RUNS);
  const source = await createPipelineTopics(environment, `${environment.runName}.validator.`);
  try {
    say(`a backlog of ${totalCount} events`);
    const backlog = await makeBacklog(environment, source, { eventCount: totalCount, badShare: options.badShare });
    const rounds: Round[] = [];
    for (let run = 1; run <= runCount; run += 1) {
      const parts = { source, totalCount };
      const ceiling = await measureRelay(context, parts, run);
      say(`run ${run}: plain kafkajs ${Math.round(ceiling.eventsPerSecond)} events/s`);
      const validator = await measureValidator(context, parts, run);
      say(`run ${run}: validator ${Math.round(validator.eventsPerSecond)} events/s`);
      rounds.push({ validator, ceiling });
    }
    return toReport(rounds, backlog);
  } finally {
    await source.remove();
  }
}

/** Runs a validator over the backlog of `source`; its outputs go to topics of their own. */
export async function measureValidator(
  { environment, options }: BenchContext,
  { source, totalCount }: Input,
  run: number,
): Promise<Measurement> {
  const name = `${environment.runName}.validator-${run}`;
  const target = await createPipelineTopics(environment, `${name}.`);
  const counter = await openRecordCounter(environment);
  const validator = startService('validator', {
    name: `validator-${run}`,
    environment: {
      ...environment.variables,
      ...validatorVariables(source, target, name),
    },
    workFolder: environment.workFolder,
    profileFolder: options.profileFolder ?? undefined,
  });
  try {
    return await watchUntilDone({
      pid: validator.pid,
      readCount: () => counter.count([target.events, target.feedback, target.deadLetter]),
      warmUpCount: warmUpEvents,
      totalCount,
      ended: validator.ended,
    });
  } finally {
    await validator.stop();
    await counter.close();
    await target.remove();
  }
}

/** What a validator of the benchmarks is told. */
export function validatorVariables(source: PipelineTopics, target: PipelineTopics, groupId: string) {
  return {
    TOPIC_PREFIX: target.prefix,
    INBOUND_TOPICS: source.inbound,
    VALIDATOR_GROUP_ID: groupId,
    REGISTER_PATH: registerPath,
    // The backlog is read again by the next run.
    INBOUND_PURGE_AFTER_SECONDS: '0',
  };
}

async function measureRelay(
  { environment }: BenchContext,
  { source, totalCount }: Input,
  run: number,
): Promise<Measurement> {
  const name = `${environment.runName}.relay-${run}`;
  const target = await createPipelineTopics(environment, `${name}.`);
  const counter = await openRecordCounter(environment);
  const child = startScript(relay, {
    name: `relay-${run}`,
    environment: {
      ...environment.variables,
      RELAY_SOURCE: source.inbound,
      RELAY_TARGET: target.events,
      RELAY_GROUP_ID: name,
    },
    workFolder: environment.workFolder,
  });
  try {
    return await watchUntilDone({
      pid: child.pid,
      readCount: () => counter.count([target.events]),
      warmUpCount: warmUpEvents,
      totalCount,
      ended: child.ended,
    });
  } finally {
    await child.stop();
    await counter.close();
    await target.remove();
  }
}

function toReport(rounds: readonly Round[], backlog: Backlog): BenchReport {
  const of = (read: (round: Round) => number) => rounds.map(read);
  const ratios = of(({ validator, ceiling }) => validator.eventsPerSecond / ceiling.eventsPerSecond);
  const perCpuSecond = of(({ validator }) => validator.eventsPerCpuSecond);
  const cpuMicros = of(({ validator }) => validator.cpuMicrosPerEvent);
  const peakRss = of(({ validator }) => validator.peakRssBytes);
  return {
    bench: 'validator',
    about: 'decode, judge and pass on a backlog, acks=all, every send verified',
    eventCount: backlog.eventCount - warmUpEvents,
    runCount: rounds.length,
    figures: [
      figureOf(
        'events',
        'events/s',
        of(({ validator }) => validator.eventsPerSecond),
      ),
      figureOf('events per CPU second', 'events/s', perCpuSecond),
      figureOf('CPU per event', 'µs', cpuMicros),
      figureOf(
        'CPU',
        's',
        of(({ validator }) => validator.cpuSeconds),
      ),
      figureOf('peak memory', 'bytes', peakRss),
      figureOf(
        'ceiling: plain kafkajs',
        'events/s',
        of(({ ceiling }) => ceiling.eventsPerSecond),
      ),
      figureOf(
        'ceiling: CPU per event',
        'µs',
        of(({ ceiling }) => ceiling.cpuMicrosPerEvent),
      ),
      figureOf('ratio to the ceiling', '', ratios),
      figureOf('inbound event', 'bytes', [backlog.meanValueBytes]),
      figureOf('bad records', '%', [(backlog.badCount / backlog.eventCount) * 100]),
    ],
    goals: [
      atLeast('P1', 'events per second and core', median(perCpuSecond), 30_000, 'events/s'),
      atLeast('P1', 'ratio to consume → send → commit', median(ratios), 0.5, ''),
      atMost('P1', 'CPU per event', median(cpuMicros), 30, 'µs'),
      atMost('P10', 'memory with a backlog', Math.max(...peakRss), 256 * 1_048_576, 'bytes'),
    ],
    notes: [],
  };
}
