import { createRegistryClient } from '@varselvakt/codec';
import { createClusterAdmin, createKafkaClient } from '@varselvakt/kafka';
import { pipelineTopics } from '@varselvakt/pipeline';
import {
  createProber,
  createRegisterReader,
  openProbe,
  type ProbeEvent,
  type ProbeLauncher,
  type ProbeStatus,
  probeLegs,
} from '@varselvakt/probe';
import {
  type ConfigOf,
  createProbeMetrics,
  type ProbeMetrics,
  type ServiceContext,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { createStoreConnection } from '@varselvakt/store';
import type { ScorecardSettings } from '../scorecards/scorecard-settings.ts';
import type { probeSettings } from './probe-settings.ts';

export type ProbeConfig = ScorecardSettings & ConfigOf<typeof probeSettings>;

type Context = Pick<ServiceContext, 'log' | 'metrics' | 'release' | 'runLoop'>;

/** Starts to send probes where the settings want them, and gives what is to be asked for their standing; null: none are sent. */
export function startProbe(config: ProbeConfig, context: Context): () => ProbeStatus | null {
  const intervalMs = config.MONITOR_PROBE_INTERVAL_SECONDS * 1_000;
  const launcher = intervalMs === 0 ? null : openLauncher(config, context);
  if (launcher === null) return () => null;
  context.release.push('probe', launcher.close);
  const standing = () => ({ inFlight: prober.inFlight(), isCounting: prober.isCounting() });
  const observe = toObserver(createProbeMetrics(context.metrics, probeLegs, standing));
  const prober = createProber({ launch: launcher.launch, intervalMs, observe, now: Date.now });
  const noteState = createStateLog(context);
  context.runLoop('probe', (signal, progress) =>
    prober.run(signal, () => {
      noteState(prober.status());
      // A pipeline that is down is what this loop is to tell: it goes on.
      progress.progressed();
    }),
  );
  return prober.status;
}

function openLauncher(config: ProbeConfig, { release }: Context): ProbeLauncher | null {
  const { REGISTER_PATH: path, KAFKA_SCHEMA_REGISTRY: registryUrl, DATABASE_URL: databaseUrl } = config;
  if (path === null || registryUrl === null || databaseUrl === null) return null;
  const client = createKafkaClient(toKafkaConnection(config, 'monitor'), () => undefined);
  const admin = createClusterAdmin(client);
  release.push('admin of probes', admin.close);
  const connection = createStoreConnection(databaseUrl, { applicationName: 'varselvakt-probe', lookupPlans: false });
  release.push('database of probes', connection.close);
  return openProbe({
    ...{ client, admin, connection, now: Date.now },
    registry: createRegistryClient(toRegistryConnection({ ...config, KAFKA_SCHEMA_REGISTRY: registryUrl })),
    topics: pipelineTopics(config.TOPIC_PREFIX),
    register: createRegisterReader(path),
    environment: config.VARSELVAKT_ENVIRONMENT,
    levels: {
      storedWithinMs: config.MONITOR_PROBE_STORED_WITHIN_SECONDS * 1_000,
      deletedWithinMs: config.MONITOR_PROBE_DELETED_WITHIN_SECONDS * 1_000,
    },
  });
}

function toObserver(metrics: ProbeMetrics): (event: ProbeEvent) => void {
  return (event) => {
    if (event.type === 'SENT') metrics.sent();
    if (event.type === 'LEG_GONE') metrics.legGone(event.leg, event.durationMs);
    if (event.type === 'RETURNED') metrics.returned();
    if (event.type === 'LOST') metrics.lost(event.leg);
  };
}

/** Logs when the probe's standing changes, not at every turn. */
function createStateLog({ log }: Context): (status: ProbeStatus) => void {
  let last = '';
  return ({ state, reason }) => {
    if (`${state} ${reason}` === last) return;
    last = `${state} ${reason}`;
    if (state === 'OK' || state === 'STARTING') log.info({ state, reason }, 'end-to-end probe');
    else log.warn({ state, reason }, 'end-to-end probe');
  };
}
