import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence } from '../../test/oracle/evidence.ts';
import { gatherEvidence } from '../../test/oracle/gather-evidence.ts';
import { countFates, judge, type Verdict } from '../../test/oracle/judge.ts';
import { openPipeline, type Pipeline, type ServerAddresses } from '../../test/pipeline/open-pipeline.ts';
import { untilQuiet } from '../../test/pipeline/until-quiet.ts';
import { createPublisher } from '../../test/workload/publish-workload.ts';
import { createRecordMaker, type MadeRecord } from '../load/backlog.ts';
import { sendSteadily } from '../load/steady-load.ts';
import type { BenchEnvironment } from '../stack/bench-environment.ts';
import { type Crew, mortals, startCrew } from './crew.ts';
import type { SoakSample } from './judge-soak.ts';
import { sendJudged, shortRetentionMs } from './judged-load.ts';
import { readLag } from './read-lag.ts';
import type { SoakOptions } from './soak-options.ts';

export type SoakRun = {
  readonly samples: readonly SoakSample[];
  readonly killCounts: Readonly<Record<string, number>>;
  /** Of the load that is counted: good ones sent, and those in the tables. */
  readonly sentCount: number;
  readonly storedCount: number;
  /** Of the load that is judged: where its records ended. */
  readonly fates: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
};

/** One in a hundred: half of them break a rule, half are cut off. */
const BAD_SHARE = 0.01;
const SAMPLE_MS = 10_000;
const QUIET_MS = 1_800_000;
/** Ids of the counted load are of version 7, those of the judged one of version 4. */
const counted = /^([a-z]+-demo:)?[0-9a-f]{8}-[0-9a-f]{4}-7/;

/** Runs the whole of it. Throws when a service ends by itself, or the pipeline does not come to rest afterwards. */
export async function runSoak(
  environment: BenchEnvironment,
  options: SoakOptions,
  say: (text: string) => void,
): Promise<SoakRun> {
  const pipeline = await openPipeline(addressesOf(environment));
  try {
    const crew = await startCrew(pipeline);
    const load = countGood(pipeline);
    const publisher = createPublisher(pipeline);
    const seconds = options.minutes * 60;
    const over = new AbortController();
    say(`${options.eventsPerSecond} events/s for ${options.minutes} min`);
    const judged = sendJudged(publisher, over.signal);
    const watched = watch({ pipeline, crew, say }, over.signal);
    const killing = killInTurns(crew, options, over.signal);
    await sendSteadily(environment, {
      ...{ eventsPerSecond: options.eventsPerSecond, seconds, next: load.next, onProbe: () => undefined },
    }).finally(() => over.abort());
    const [aggregates, samples] = [await judged, await watched];
    await killing;
    say('the load is over; waiting for what is to be deleted, and for rest');
    await sleep(shortRetentionMs);
    await untilQuiet(pipeline, QUIET_MS);
    crew.requireAlive();
    say('the oracle reads');
    const evidence: Evidence = await gatherEvidence(pipeline, {
      ...{ ledgerFile: publisher.ledgerFile, aggregates, foreign: counted },
      killCount: crew.killCounts()['validator'] ?? 0,
    });
    return {
      samples,
      killCounts: crew.killCounts(),
      sentCount: load.goodCount(),
      storedCount: await countStored(pipeline),
      fates: countFates(evidence),
      verdict: judge(evidence),
    };
  } finally {
    await pipeline.close();
  }
}

function addressesOf({ variables }: BenchEnvironment): ServerAddresses {
  const read = (name: keyof ServerAddresses) => variables[name] ?? '';
  return {
    KAFKA_BROKERS: read('KAFKA_BROKERS'),
    KAFKA_SCHEMA_REGISTRY: read('KAFKA_SCHEMA_REGISTRY'),
    DATABASE_URL: read('DATABASE_URL'),
  };
}

/** The load of the benchmarks, with its good records counted as they are made. */
function countGood({ topics, partitionCount, schemaIds }: Pipeline) {
  const place = { inbound: topics.inbound, partitionCount, schemaIds: { ProducerEvent: schemaIds.producerEvent } };
  const make = createRecordMaker(place, { badShare: BAD_SHARE });
  let good = 0;
  return {
    next: (): MadeRecord => {
      const made = make();
      if (!made.isBad) good += 1;
      return made;
    },
    goodCount: () => good,
  };
}

async function countStored({ ask }: Pipeline): Promise<number> {
  const [row] = await ask(`select count(*) as stored from event_identity where event_id::text ~ '${counted.source}'`);
  return Number(row?.['stored']);
}

type Watched = { readonly pipeline: Pipeline; readonly crew: Crew; readonly say: (text: string) => void };

async function watch({ pipeline, crew, say }: Watched, signal: AbortSignal): Promise<readonly SoakSample[]> {
  const startedAt = performance.now();
  const samples: SoakSample[] = [];
  while (await sleep(SAMPLE_MS, true, { signal }).catch(() => false)) {
    const sample = {
      atSeconds: Math.round((performance.now() - startedAt) / 1_000),
      lag: await readLag(pipeline),
      rssBytes: await crew.readRss(),
    };
    samples.push(sample);
    say(`${sample.atSeconds} s: lag ${sample.lag}, ${JSON.stringify(toMib(sample.rssBytes))} MiB`);
  }
  return samples;
}

const toMib = (bytes: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, Math.round(value / 1_048_576)]));

/** One after the other, so that each is killed once in the given time. */
async function killInTurns(crew: Crew, { killEverySeconds }: SoakOptions, signal: AbortSignal): Promise<void> {
  if (killEverySeconds === 0) return;
  const pauseMs = (killEverySeconds * 1_000) / mortals.length;
  for (let turn = 0; await sleep(pauseMs, true, { signal }).catch(() => false); turn += 1)
    await crew.kill(mortals[turn % mortals.length] ?? 'validator');
}
