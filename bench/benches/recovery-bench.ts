import { createKafkaClient, plainKafkaSettings } from '@varselvakt/kafka';
import { openPipeline } from '../../test/pipeline/open-pipeline.ts';
import { createPublisher } from '../../test/workload/publish-workload.ts';
import type { OwnContext } from '../bench-context.ts';
import { runCountFor } from '../command-line.ts';
import { createRecordMaker } from '../load/backlog.ts';
import { sendSteadily } from '../load/steady-load.ts';
import { createMarkers } from '../recovery/markers.ts';
import {
  type FaultParts,
  measureKill,
  measureMonitorKill,
  measureRestart,
  measureServer,
} from '../recovery/measure-faults.ts';
import { startOwnServers } from '../recovery/own-servers.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atMost } from '../report/goal.ts';
import { startCrew } from '../soak/crew.ts';

const RUNS = 3;
/** What goes on all the time. */
const EVENTS_PER_SECOND = 300;
const A_DAY_SECONDS = 86_400;
/** A broker that is away is waited for. */
const PATIENCE_MS = 300_000;

/** Seconds; the name says from when until when. */
type Round = Readonly<Record<(typeof faults)[number][0], number>>;

type Restarted = { readonly stopSeconds: number; readonly startSeconds: number };

/** Each fault, the goal that it is held to (seconds; null: none), and how it is measured. */
const faults = [
  ['validator: kill -9 to every partition moving', 'P13', 15, (parts: FaultParts) => measureKill(parts, 'validator')],
  ['persister: kill -9 to every partition moving', 'P13', 15, (parts: FaultParts) => measureKill(parts, 'persister')],
  ['deleter: kill -9 to the next deletion', 'P13', 15, (parts: FaultParts) => measureKill(parts, 'deleter')],
  ['monitor: kill -9 to the lag of all groups', 'P13', 15, measureMonitorKill],
  ['Kafka answers again to every partition moving', 'P13', 15, (parts: FaultParts) => measureServer(parts, 'kafka')],
  [
    'Postgres answers again to every partition moving',
    'P13',
    5,
    (parts: FaultParts) => measureServer(parts, 'postgres'),
  ],
  [
    'registry answers again to every partition moving',
    'P13',
    10,
    (parts: FaultParts) => measureServer(parts, 'registry'),
  ],
] as const;

/** Measures how long it takes until the pipeline handles again after each fault, on servers of its own, under an even load. */
export async function benchRecovery({ options, say }: OwnContext): Promise<BenchReport> {
  const servers = await startOwnServers();
  const over = new AbortController();
  try {
    const pipeline = await openPipeline(servers.addresses);
    try {
      const { topics, partitionCount, schemaIds } = pipeline;
      const place = { inbound: topics.inbound, partitionCount, schemaIds: { ProducerEvent: schemaIds.producerEvent } };
      const next = createRecordMaker(place, {});
      const crew = await startCrew(pipeline);
      const markers = createMarkers(pipeline, createPublisher(pipeline), next);
      const load = sendSteadily(
        { kafka: createKafkaClient(plainKafkaSettings(servers.addresses.KAFKA_BROKERS.split(',')), () => undefined) },
        {
          ...{ eventsPerSecond: EVENTS_PER_SECOND, seconds: A_DAY_SECONDS, next, onProbe: () => undefined },
          ...{ deadlineMs: PATIENCE_MS, signal: over.signal },
        },
      );
      const measured = measureAll({ pipeline, servers, crew, markers }, runCountFor(options, RUNS), say);
      // A load that fails ends the measuring; one that goes on is ended by it.
      await Promise.race([measured, load]);
      over.abort();
      return toReport(await measured, await load);
    } finally {
      over.abort();
      await pipeline.close();
    }
  } finally {
    await servers.stop();
  }
}

type Measured = {
  readonly rounds: readonly Round[];
  readonly restarts: readonly Readonly<Record<string, Restarted>>[];
};

async function measureAll(parts: FaultParts, runCount: number, say: OwnContext['say']): Promise<Measured> {
  await parts.markers.untilStored();
  const rounds: Round[] = [];
  const restarts: Record<string, Restarted>[] = [];
  for (let run = 1; run <= runCount; run += 1) {
    const round: Record<string, number> = {};
    for (const [name, , , measure] of faults) {
      round[name] = await measure(parts);
      say(`run ${run}: ${name}: ${round[name]?.toFixed(1)} s`);
      await settle(parts);
    }
    const restarted: Record<string, Restarted> = {};
    for (const name of ['validator', 'persister'] as const) {
      restarted[name] = await measureRestart(parts, name);
      say(`run ${run}: ${name}: ${JSON.stringify(restarted[name])}`);
      await settle(parts);
    }
    rounds.push(round as Round);
    restarts.push(restarted);
  }
  return { rounds, restarts };
}

/** The next fault comes when all of the last one's backlog is handled: what is sent now is stored only after it. */
async function settle({ markers }: FaultParts): Promise<void> {
  await markers.untilStored();
  await markers.untilDeleted();
}

function toReport({ rounds, restarts }: Measured, eventCount: number): BenchReport {
  const faultColumns = faults.map(([name]): FigureColumn<Round> => [name, 's', (round) => round[name]]);
  const restartColumns = (['validator', 'persister'] as const).flatMap(
    (name): readonly FigureColumn<Readonly<Record<string, Restarted>>>[] => [
      [`${name}: SIGTERM to exit 0`, 's', (one) => one[name]?.stopSeconds ?? Number.NaN],
      [`${name}: start to its first event`, 's', (one) => one[name]?.startSeconds ?? Number.NaN],
    ],
  );
  const figures = [...figuresOf(rounds, faultColumns), ...figuresOf(restarts, restartColumns)];
  const medianOf = (name: string) => figures.find((figure) => figure.name === name)?.median ?? Number.NaN;
  const cleanGoals = restartColumns.map(([name]) =>
    atMost('P12', name, medianOf(name), name.includes('SIGTERM') ? 10 : 5, 's'),
  );
  return {
    bench: 'recovery',
    about: `see how soon the pipeline handles again after each fault, under ${EVENTS_PER_SECOND} events/s`,
    eventCount,
    runCount: rounds.length,
    figures,
    goals: [...faults.map(([name, id, wanted]) => atMost(id, name, medianOf(name), wanted, 's')), ...cleanGoals],
  };
}
