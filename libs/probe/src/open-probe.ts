import { randomUUID } from 'node:crypto';
import type { RegistryClient } from '@varselvakt/codec';
import {
  type ClusterAdmin,
  createLagReader,
  createRecordReader,
  createSender,
  type KafkaClient,
} from '@varselvakt/kafka';
import type { PipelineTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import { findProbe, type StoreConnection } from '@varselvakt/store';
import { type LaunchedProbe, launchProbe } from './launch-probe.ts';
import { findProbePlace, type ProbePlace } from './probe-place.ts';
import type { ServiceLevels } from './probe-way.ts';

export type ProbeSources = {
  readonly client: KafkaClient;
  readonly admin: Pick<ClusterAdmin, 'partitionCount'>;
  readonly registry: Pick<RegistryClient, 'findRegistration'>;
  readonly connection: StoreConnection;
  readonly topics: Pick<PipelineTopics, 'inbound' | 'events'>;
  /** Gives the register; null while there is none that is good. May throw; then nothing is sent. */
  readonly register: () => Promise<Register | null>;
  readonly environment: Environment;
  readonly levels: ServiceLevels;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Sends probes into a real pipeline. */
export type ProbeLauncher = {
  /** Throws ProbeUnready, NotPrepared, KafkaError or RegistryUnavailable; then nothing was sent. */
  readonly launch: () => Promise<LaunchedProbe>;
  readonly close: () => Promise<void>;
};

const STOP_MS = 2_000;

/** Opens what probes are sent and seen by; connects at the first one. */
export function openProbe(sources: ProbeSources): ProbeLauncher {
  const { client, connection, levels, now } = sources;
  const offsets = createLagReader(client);
  const records = createRecordReader(client);
  const sender = createSender(client);
  const instanceId = randomUUID();
  let known: { readonly place: ProbePlace; readonly hash: string } | undefined;
  /** Looked up once for each register: a schema registry that is away keeps nobody from sending who knows his schema. */
  const findPlace = async (): Promise<ProbePlace> => {
    const register = await sources.register();
    if (known !== undefined && known.hash === register?.hash) return known.place;
    const place = await findProbePlace({ ...sources, register, now: now() });
    known = { place, hash: register?.hash ?? '' };
    return place;
  };
  return {
    launch: async () => {
      const place = await findPlace();
      return launchProbe(place, {
        ...{ offsets, records, sender, levels, instanceId, now },
        newId: randomUUID,
        findRows: (eventId, aggregateId) => connection.withClient((store) => findProbe(store, eventId, aggregateId)),
      });
    },
    close: async () => {
      await sender.stop(STOP_MS);
      await Promise.all([offsets.close(), records.close()]);
    },
  };
}
