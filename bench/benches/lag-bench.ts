import { createClusterAdmin, createSender } from '@varselvakt/kafka';
import { retryUntilDone } from '@varselvakt/runtime';
import { commitOffsets } from '../../libs/kafka/test/commit-offsets.ts';
import type { BenchContext } from '../bench-context.ts';
import { type ProcessUsage, readProcessUsage } from '../measure/process-usage.ts';
import { median } from '../measure/statistics.ts';
import { type BenchReport, figuresOf } from '../report/bench-report.ts';
import { atMost } from '../report/goal.ts';
import { startService } from '../stack/child-process.ts';

const GROUPS = 500;
const PARTITIONS = 50;
const RECORDS_PER_PARTITION = 40;
/** Looks after the first one, which also finds coordinators and reads the records that are next. */
const LOOKS = 10;
const COMMITS_AT_ONCE = 20;

const never = new AbortController().signal;

type Look = { readonly durationMs: number; readonly scrapeMs: number; readonly scrapeBytes: number };

async function fillTopic({ environment }: BenchContext, topic: string): Promise<void> {
  const sender = createSender(environment.kafka, { deadlineMs: 120_000 });
  await sender.start();
  const records = Array.from({ length: PARTITIONS * RECORDS_PER_PARTITION }, (_, i) => {
    const value = Buffer.alloc(200);
    return { topic, partition: i % PARTITIONS, key: value, value };
  });
  await sender.send(records);
  await sender.stop(10_000);
}

/** Each group is somewhere else in each partition; some are at the end. */
async function commitAll({ environment }: BenchContext, topic: string, prefix: string): Promise<void> {
  const groups = Array.from({ length: GROUPS }, (_, i) => i).values();
  const work = async (): Promise<void> => {
    for (const group of groups) {
      const commits = Array.from({ length: PARTITIONS }, (_, partition) => {
        const offset = BigInt((group + partition) % (RECORDS_PER_PARTITION + 1));
        return { topic, partition, offset };
      });
      await retryUntilDone(() => commitOffsets(environment.kafka, `${prefix}${group}`, commits), { signal: never });
    }
  };
  await Promise.all(Array.from({ length: COMMITS_AT_ONCE }, work));
}

const numberIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name} ([\\d.]+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

async function scrape(address: string): Promise<Look> {
  const startedAt = performance.now();
  const text = await (await fetch(`${address}/metrics`)).text();
  const scrapeMs = performance.now() - startedAt;
  const durationMs = numberIn(text, 'notif_lag_collector_duration_seconds') * 1_000;
  return { durationMs, scrapeMs, scrapeBytes: Buffer.byteLength(text) };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Watches a monitor as it runs in production look at all groups, and scrapes it after each look. */
async function watchMonitor({ environment, options, say }: BenchContext, prefix: string) {
  const { promise: running, resolve } = Promise.withResolvers<string>();
  const child = startService('monitor', {
    name: 'monitor',
    environment: { ...environment.variables, MONITOR_GROUPS: `${prefix}*`, MONITOR_INTERVAL_SECONDS: '2' },
    workFolder: environment.workFolder,
    profileFolder: options.profileFolder ?? undefined,
    onLogLine: (line) => {
      if (line['msg'] === 'running') resolve(String(line['http']));
    },
  });
  try {
    const address = await Promise.race([
      running,
      child.ended.then(() => Promise.reject(new Error('the monitor ended'))),
    ]);
    let first = await scrape(address);
    while (Number.isNaN(first.durationMs)) {
      await pause(100);
      first = await scrape(address);
    }
    say(`first look ${Math.round(first.durationMs)} ms`);
    const looks: Look[] = [];
    while (looks.length < LOOKS) {
      await pause(2_500);
      looks.push(await scrape(address));
    }
    const usage: ProcessUsage = await readProcessUsage(child.pid);
    return { first, looks, usage };
  } finally {
    await child.stop();
  }
}

/** A cluster that was given is left as it was. */
async function removeAll({ environment }: BenchContext, topic: string, prefix: string): Promise<void> {
  const admin = environment.kafka.kafka.admin();
  await admin.connect();
  await admin.deleteGroups(Array.from({ length: GROUPS }, (_, group) => `${prefix}${group}`)).catch(() => undefined);
  await admin.deleteTopics({ topics: [topic] }).catch(() => undefined);
  await admin.disconnect();
}

/** Measures how long the monitor looks at 500 groups of 50 partitions, and how much memory it needs for that. */
export async function benchLag(context: BenchContext): Promise<BenchReport> {
  const { environment, say } = context;
  const topic = `${environment.runName}.lag`;
  const prefix = `${environment.runName}.lag-group.`;
  const admin = createClusterAdmin(environment.kafka);
  const declaration = { name: topic, purpose: 'inbound', replicationFactor: null, configs: {} } as const;
  await admin.applyTopics([{ ...declaration, partitionCount: PARTITIONS }], { dryRun: false });
  await admin.close();
  try {
    await fillTopic(context, topic);
    say(`${GROUPS} groups commit`);
    await commitAll(context, topic, prefix);
    return toReport(await watchMonitor(context, prefix));
  } finally {
    await removeAll(context, topic, prefix);
  }
}

type Watched = Awaited<ReturnType<typeof watchMonitor>>;

function toReport({ first, looks, usage }: Watched): BenchReport {
  const later = median(looks.map(({ durationMs }) => durationMs));
  return {
    bench: 'lag',
    about: `the monitor looks at ${GROUPS} groups of ${PARTITIONS} partitions, with the time lag of each`,
    eventCount: GROUPS * PARTITIONS,
    runCount: looks.length,
    figures: figuresOf(looks, [
      ['a look', 'ms', ({ durationMs }) => durationMs],
      ['the first look', 'ms', () => first.durationMs],
      ['a scrape', 'ms', ({ scrapeMs }) => scrapeMs],
      ['size of a scrape', 'bytes', ({ scrapeBytes }) => scrapeBytes],
      ['peak of memory', 'bytes', () => usage.peakRssBytes],
      ['CPU of the process', 's', () => usage.cpuSeconds],
    ]),
    goals: [
      atMost('L1', 'the first look at 25,000 partitions', first.durationMs, 5_000, 'ms'),
      atMost('L1', 'a later look at 25,000 partitions', later, 5_000, 'ms'),
      atMost('L2', 'peak of memory, scrapes included', usage.peakRssBytes, 200 * 1_048_576, 'bytes'),
    ],
  };
}
