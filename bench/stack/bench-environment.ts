import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgressDisplay, startStack, toVariables } from '@varselvakt/devstack';
import { createKafkaClient, type KafkaClient } from '@varselvakt/kafka';
import {
  checkKafkaSettings,
  createConfigSchema,
  databaseSettings,
  formatConfigFaults,
  kafkaSettings,
  parseConfig,
  type RegistryConnectionSettings,
  registrySettings,
  toKafkaConnection,
  toRegistryConnection,
} from '@varselvakt/runtime';

/** Everything that the benchmarks stand on. */
export type BenchEnvironment = {
  /** For child processes: the addresses, and whatever else this process was given. */
  readonly variables: NodeJS.ProcessEnv;
  readonly brokers: readonly string[];
  readonly kafka: KafkaClient;
  readonly registry: RegistryConnectionSettings;
  readonly databaseUrl: string;
  readonly stackKind: 'env' | 'embedded' | 'docker';
  /** For the logs of the services and for profiles. */
  readonly workFolder: string;
  /** A short name that no other run has; topics, groups and databases begin with it. */
  readonly runName: string;
  readonly close: () => Promise<void>;
};

const configSchema = createConfigSchema({ ...kafkaSettings, ...registrySettings, ...databaseSettings }, [
  checkKafkaSettings,
]);

/** Finds or starts Kafka, registry and Postgres; shows on standard error how far that is. Throws DevstackError and others. */
export async function openBenchEnvironment(): Promise<BenchEnvironment> {
  const display = createProgressDisplay(process.stderr);
  const options = { name: 'bench', profile: 'bench', ephemeral: true, onProgress: display.report } as const;
  const stack = await startStack(options).finally(display.close);
  try {
    const variables = { ...process.env, ...toVariables(stack.addresses) };
    const parsed = parseConfig(configSchema, variables);
    if (parsed.outcome === 'FAULTY') throw new Error(formatConfigFaults(parsed.faults));
    const { config } = parsed;
    const workFolder = await mkdtemp(join(tmpdir(), 'varselvakt-bench-'));
    const connection = toKafkaConnection(config, 'varselvakt-bench');
    return {
      variables,
      brokers: connection.brokers,
      kafka: createKafkaClient(connection, () => undefined),
      registry: toRegistryConnection(config),
      databaseUrl: config.DATABASE_URL,
      stackKind: stack.kind,
      workFolder,
      runName: `bench-${randomBytes(3).toString('hex')}`,
      close: async () => {
        await stack.stop();
        await rm(workFolder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
