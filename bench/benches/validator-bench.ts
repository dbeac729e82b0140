import type { BenchContext } from '../bench-context.ts';
import { eventCountFor, runCountFor } from '../command-line.ts';
import { type Backlog, makeBacklog } from '../load/backlog.ts';
import { type Measurement, watchUntilDone } from '../measure/count-window.ts';
import { median } from '../measure/statistics.ts';
import { warmUpEvents } from '../measure/warm-up.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atLeast, atMost } from '../report/goal.ts';
import { startScript } from '../stack/child-process.ts';
import { createPipelineTopics, type PipelineTopics } from '../stack/pipeline-topics.ts';
import { openRecordCounter } from '../stack/record-counter.ts';
import { startValidator } from './run-validator.ts';

const EVENTS = 150_000;
const RUNS = 3;

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
async function measureValidator(
  context: BenchContext,
  { source, totalCount }: Input,
  run: number,
): Promise<Measurement> {
  const { environment } = context;
  const target = await createPipelineTopics(environment, `${environment.runName}.validator-${run}.`);
  const counter = await openRecordCounter(environment);
  const validator = startValidator(context, { name: `validator-${run}`, source, target });
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

const columns: readonly FigureColumn<Round>[] = [
  ['events', 'events/s', ({ validator }) => validator.eventsPerSecond],
  ['events per CPU second', 'events/s', ({ validator }) => validator.eventsPerCpuSecond],
  ['CPU per event', 'µs', ({ validator }) => validator.cpuMicrosPerEvent],
  ['CPU', 's', ({ validator }) => validator.cpuSeconds],
  ['peak memory', 'bytes', ({ validator }) => validator.peakRssBytes],
  ['ceiling: plain kafkajs', 'events/s', ({ ceiling }) => ceiling.eventsPerSecond],
  ['ceiling: CPU per event', 'µs', ({ ceiling }) => ceiling.cpuMicrosPerEvent],
  ['ceiling: peak memory', 'bytes', ({ ceiling }) => ceiling.peakRssBytes],
  ['ratio to the ceiling', '', ratioOf],
];

function ratioOf({ validator, ceiling }: Round): number {
  return validator.eventsPerSecond / ceiling.eventsPerSecond;
}

function toReport(rounds: readonly Round[], { eventCount, badCount, meanValueBytes }: Backlog): BenchReport {
  const middle = (read: (round: Round) => number) => median(rounds.map(read));
  const peakRss = Math.max(...rounds.map(({ validator }) => validator.peakRssBytes));
  const badPercent = (badCount / eventCount) * 100;
  return {
    bench: 'validator',
    about: `decode, judge and pass on a backlog (${Math.round(meanValueBytes)} bytes, ${badPercent.toFixed(1)} % bad), acks=all, every send verified`,
    eventCount: eventCount - warmUpEvents,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: [
      atLeast(
        'P1',
        'events per CPU second',
        middle(({ validator }) => validator.eventsPerCpuSecond),
        30_000,
        'events/s',
      ),
      atLeast('P1', 'ratio to consume → send → commit', middle(ratioOf), 0.5, ''),
      atMost(
        'P1',
        'CPU per event',
        middle(({ validator }) => validator.cpuMicrosPerEvent),
        30,
        'µs',
      ),
      atMost('P10', 'memory with a backlog', peakRss, 256 * 1_048_576, 'bytes'),
    ],
  };
}
