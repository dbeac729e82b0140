import { createRegistryClient } from '@varselvakt/codec';
import { createClusterAdmin, createKafkaClient } from '@varselvakt/kafka';
import { followOptionalRegister, pipelineTopics } from '@varselvakt/pipeline';
import {
  createRegisterMetrics,
  type ServiceContext,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';
import { createStoreConnection, type StoreConnection } from '@varselvakt/store';
import { createScorecards } from './create-scorecards.ts';
import { noScorecards } from './no-scorecards.ts';
import type { ScorecardSettings } from './scorecard-settings.ts';
import type { ScorecardsSnapshot } from './scorecards.ts';

/** As far back as the command looks; feedback topics keep less. */
const dayCount = 30;
const lookMs = 30_000;

/**
 * Starts scorecards where the settings say where the register and the schema registry are, and gives what is to be asked for them. Whatever
 * they need may be away: the monitor goes on.
 */
export async function openScorecards(
  config: ScorecardSettings,
  { log, metrics, release }: Pick<ServiceContext, 'log' | 'metrics' | 'release'>,
): Promise<() => ScorecardsSnapshot> {
  const { REGISTER_PATH: path, KAFKA_SCHEMA_REGISTRY: registryUrl, DATABASE_URL: databaseUrl } = config;
  if (path === null || registryUrl === null) return () => noScorecards;
  const client = createKafkaClient(toKafkaConnection(config, 'monitor'), () => undefined);
  const admin = createClusterAdmin(client);
  release.push('admin of scorecards', admin.close);
  const intervalMs = config.REGISTER_RELOAD_SECONDS * 1_000;
  const watch = await followOptionalRegister({
    ...{ path, intervalMs, log, now: Date.now },
    metrics: createRegisterMetrics(metrics),
  });
  release.push('register watch', watch.close);
  const connection = databaseUrl === null ? null : openConnection(databaseUrl);
  release.push('database of scorecards', async () => connection?.close());
  const scorecards = createScorecards({
    ...{ client, admin, connection, dayCount, lookMs, log, now: Date.now, register: watch.current },
    registry: createRegistryClient(toRegistryConnection({ ...config, KAFKA_SCHEMA_REGISTRY: registryUrl })),
    topics: pipelineTopics(config.TOPIC_PREFIX),
    environment: config.VARSELVAKT_ENVIRONMENT,
    groupPrefix: 'varselvakt-monitor',
  });
  release.push('scorecards', scorecards.stop);
  scorecards.start();
  return scorecards.snapshot;
}

const openConnection = (databaseUrl: string): StoreConnection =>
  createStoreConnection(databaseUrl, { applicationName: 'varselvakt-scorecards', lookupPlans: false });
