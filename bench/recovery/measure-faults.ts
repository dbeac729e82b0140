import { setTimeout as sleep } from 'node:timers/promises';
import { createClusterAdmin, createKafkaClient, plainKafkaSettings } from '@varselvakt/kafka';
import { connect } from '@varselvakt/store';
import type { Pipeline } from '../../test/pipeline/open-pipeline.ts';
import type { ServiceName } from '../../test/pipeline/service-process.ts';
import { waitUntil } from '../../test/pipeline/wait-until.ts';
import type { Crew } from '../soak/crew.ts';
import type { Markers } from './markers.ts';
import type { OwnServers, ServerName } from './own-servers.ts';

export type FaultParts = {
  readonly pipeline: Pipeline;
  readonly servers: OwnServers;
  readonly crew: Crew;
  readonly markers: Markers;
};

/** Long enough that every service has seen that a server is away. */
const AWAY_MS = 3_000;
/** Until a group has given up on a member that was killed. */
const SESSION_MS = 15_000;
const PATIENCE = { timeoutMs: 300_000, intervalMs: 50 };

const secondsOf = async (act: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await act();
  return (performance.now() - startedAt) / 1_000;
};

/** kill -9 of a service that is started again at once: seconds until its work goes on. */
export const measureKill = ({ crew, markers }: FaultParts, name: ServiceName): Promise<number> =>
  secondsOf(async () => {
    await crew.kill(name);
    await (name === 'deleter' ? markers.untilDeleted() : markers.untilStored());
  });

/** kill -9 of the monitor: seconds until it tells the lag of all groups again. */
export const measureMonitorKill = ({ crew }: FaultParts): Promise<number> =>
  secondsOf(async () => {
    await crew.kill('monitor');
    await waitUntil('the monitor tells lag again', async () => (await readKnownGroups(crew)) >= 2, PATIENCE);
  });

async function readKnownGroups(crew: Crew): Promise<number> {
  const text = await fetch(`${crew.address('monitor')}/metrics`).then(
    (response) => response.text(),
    () => '',
  );
  return text.match(/^notif_lag_collector_success\{.*\} 1$/gm)?.length ?? 0;
}

/**
 * kill -9 of a server, which is away for a while: seconds from the moment in which it answers again until every partition moves. While the
 * registry is away a validator is started anew, for one that runs knows its schemas.
 */
export async function measureServer(parts: FaultParts, name: ServerName): Promise<number> {
  const { servers, crew, markers, pipeline } = parts;
  await servers.kill(name);
  if (name === 'registry') {
    await crew.kill('validator');
    await sleep(SESSION_MS);
  }
  await sleep(AWAY_MS);
  servers.restart(name);
  await waitUntil(`${name} answers`, () => answers[name](pipeline), PATIENCE);
  return secondsOf(markers.untilStored);
}

const answers: Readonly<Record<ServerName, (pipeline: Pipeline) => Promise<boolean>>> = {
  kafka: async ({ servers, topics }) => {
    const client = createKafkaClient(plainKafkaSettings(servers.KAFKA_BROKERS.split(',')), () => undefined);
    const admin = createClusterAdmin(client);
    const isThere = await admin.topicBounds(topics.events).then(
      () => true,
      () => false,
    );
    await admin.close().catch(() => undefined);
    return isThere;
  },
  registry: async ({ servers }) =>
    fetch(`${servers.KAFKA_SCHEMA_REGISTRY}/subjects`).then(
      ({ ok }) => ok,
      () => false,
    ),
  postgres: async ({ databaseUrl }) => {
    const client = await connect(databaseUrl, { applicationName: 'varselvakt-bench' }).catch(() => null);
    await client?.close();
    return client !== null;
  },
};

/** A clean stop and start: seconds to the exit, and from the start until the first event is handled. */
export async function measureRestart(
  { crew, markers }: FaultParts,
  name: ServiceName,
): Promise<{ readonly stopSeconds: number; readonly startSeconds: number }> {
  const stopSeconds = await secondsOf(() => crew.stop(name));
  const startSeconds = await secondsOf(async () => {
    crew.start(name);
    await markers.untilStored();
  });
  return { stopSeconds, startSeconds };
}
