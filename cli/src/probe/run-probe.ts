import { createRegistryClient } from '@varselvakt/codec';
import { createClusterAdmin, createKafkaClient } from '@varselvakt/kafka';
import { pipelineTopics } from '@varselvakt/pipeline';
import {
  createRegisterReader,
  followOne,
  openProbe,
  type ProbeResult,
  ProbeUnready,
  type ServiceLevels,
} from '@varselvakt/probe';
import {
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  kafkaSettings,
  registerSettings,
  registrySettings,
  serviceSettings,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
  withReleaseStack,
} from '@varselvakt/runtime';
import { createStoreConnection } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { readConfig } from '../read-config.ts';

const configSchema = createConfigSchema(
  {
    ...kafkaSettings,
    ...registrySettings,
    ...topicSettings,
    ...databaseSettings,
    REGISTER_PATH: registerSettings.REGISTER_PATH,
    VARSELVAKT_ENVIRONMENT: serviceSettings.VARSELVAKT_ENVIRONMENT,
  },
  [checkKafkaSettings],
);

/** Sends one probe and follows it to its end. Throws CommandError for bad settings or register, KafkaError, StoreError, RegistryUnavailable. */
export async function runProbe(levels: ServiceLevels, say: (text: string) => void): Promise<ProbeResult> {
  const config = readConfig(configSchema);
  return withReleaseStack(async (stack) => {
    const client = createKafkaClient(toKafkaConnection(config, 'cli'), () => undefined);
    const admin = createClusterAdmin(client);
    stack.push('cluster admin', admin.close);
    const connection = createStoreConnection(config.DATABASE_URL, {
      ...{ applicationName: 'varselvakt-probe', lookupPlans: false },
    });
    stack.push('database', connection.close);
    const launcher = openProbe({
      ...{ client, admin, connection, levels, now: Date.now },
      registry: createRegistryClient(toRegistryConnection(config)),
      topics: pipelineTopics(config.TOPIC_PREFIX),
      register: createRegisterReader(config.REGISTER_PATH),
      environment: config.VARSELVAKT_ENVIRONMENT,
    });
    stack.push('probe', launcher.close);
    const launched = await launcher.launch().catch((thrown: unknown) => {
      if (thrown instanceof ProbeUnready)
        throw new CommandError(`No probe can be sent: ${thrown.message}.`, exitCodes.usage);
      throw thrown;
    });
    say(`sent ${launched.eventId}`);
    const tell = (leg: string, durationMs: number) => say(`${leg}: ${(durationMs / 1_000).toFixed(1)} s`);
    return followOne(launched, tell, new AbortController().signal);
  });
}
