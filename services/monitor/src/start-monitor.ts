import { createKafkaClient, createLagReader, type LagReader } from '@varselvakt/kafka';
import {
  createLagCollector,
  decideStages,
  type LagCollector,
  type LagReport,
  usualRules,
  watchedGroups,
  withProbe,
} from '@varselvakt/lag';
import { type ConfigOf, type ServiceContext, sleep, toKafkaConnection, unlessAborted } from '@varselvakt/runtime';
import { toAccessRules } from './access/access-settings.ts';
import { apiPaths, createMonitorApi } from './api/monitor-api.ts';
import type { configSchema } from './config.ts';
import { openDesks } from './desks/open-desks.ts';
import { coarsenMetrics } from './metrics/coarsen-metrics.ts';
import { chooseMetrics, writeLagMetrics } from './metrics/write-lag-metrics.ts';
import { startProbe } from './probe/start-probe.ts';
import { createConsoleWatch } from './overview/console-watch.ts';
import { openScorecards } from './scorecards/open-scorecards.ts';
import { createEventStreams, usualLimits } from './stream/event-streams.ts';
import { type DeletionWatch, watchDeletions } from './watch-deletions.ts';
import { watchRedrives } from './watch-redrives.ts';

type MonitorConfig = ConfigOf<(typeof configSchema)['settings']>;

/** A collection may take longer than the interval; it may not hang. */
const DEADLINE_MS = 30_000;

function openReader(config: MonitorConfig, { release }: ServiceContext): LagReader {
  const reader = createLagReader(createKafkaClient(toKafkaConnection(config, 'monitor'), () => undefined));
  release.push('lag reader', reader.close);
  return reader;
}

function openCollector(config: MonitorConfig, reader: LagReader): LagCollector {
  const rules = { ...usualRules, allowedLag: config.MONITOR_ALLOWED_LAG };
  const watched = watchedGroups(config, config.MONITOR_GROUPS ?? []);
  return createLagCollector(reader, { cluster: config.KAFKA_CLUSTER_NAME, watched, rules, deadlineMs: DEADLINE_MS });
}

/** Logs when the lag cannot be read any more, and when it can again; not at every look. */
function createFailureLog({ log }: ServiceContext): (report: LagReport) => void {
  let last: string | null = null;
  return ({ failure }) => {
    if (failure !== null && failure !== last) log.warn({ code: failure }, 'the lag cannot be read');
    if (failure === null && last !== null) log.info({}, 'the lag can be read again');
    last = failure;
  };
}

const accessWords = {
  SIGNED_IN: 'somebody has signed in to the console',
  SIGNED_OUT: 'somebody has signed out of the console',
  LOCKED: 'an address has failed to sign in so often that it has to wait',
} as const;

/** Starts the monitor: it looks on its own, and whoever asks gets what it saw last. */
export async function startMonitor(config: MonitorConfig, context: ServiceContext): Promise<void> {
  const { http, log, release } = context;
  const reader = openReader(config, context);
  const collector = openCollector(config, reader);
  const deletions: DeletionWatch = watchDeletions(config.DATABASE_URL, { further: watchRedrives(context.metrics) });
  const watch = createConsoleWatch(reader, config, deletions.facts);
  release.push('database', deletions.close);
  let report: LagReport = {
    ...{ cluster: config.KAFKA_CLUSTER_NAME, collectedAt: null, durationMs: 0, failure: null, failingSinceAt: null },
    kafka: null,
    groups: [],
  };
  const probe = startProbe(config, context);
  const status = () => withProbe(decideStages(report, deletions.facts()), probe());
  const metrics = coarsenMetrics(chooseMetrics(config.METRICS_COMPAT), config.METRICS_LAG_GRANULARITY);
  http.addMetrics(() => writeLagMetrics(metrics, report));
  const access = toAccessRules(config);
  const streams = createEventStreams({ ...usualLimits, maxCount: config.MONITOR_MAX_STREAMS });
  const scorecards = await openScorecards(config, context);
  const api = await createMonitorApi({
    observeRequest: http.observe,
    report: () => report,
    status,
    access,
    noteAccess: ({ type, ...facts }) => log[type === 'LOCKED' ? 'warn' : 'info']({ ...facts }, accessWords[type]),
    version: context.build.version,
    scorecards,
    streams,
    desks: openDesks(config, release, Date.now),
    watch,
  });
  release.push('console and API', api.close);
  release.push('event streams', streams.close);
  http.mount({ paths: apiPaths, handle: api.handle });
  if (access.reach === 'any' && access.tokens.length === 0)
    log.warn({}, 'whoever reaches the port may look at the console and the API: there are no MONITOR_TOKENS');
  const noteFailure = createFailureLog(context);
  context.runLoop('lag', async (signal, progress) => {
    while (!signal.aborted) {
      // A broker that does not answer must not hold up the end.
      const looked = await unlessAborted(
        Promise.all([collector.collect(), deletions.look(), watch.flow.look()]),
        signal,
      );
      if (looked === null) return;
      [report] = looked;
      noteFailure(report);
      watch.note(report);
      streams.send('look', { collectedAt: report.collectedAt });
      // Not being able to ask is what this service exists to tell: it goes on, and says unknown.
      progress.progressed();
      await sleep(config.MONITOR_INTERVAL_SECONDS * 1_000, signal);
    }
  });
}
