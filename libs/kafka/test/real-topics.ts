import { randomBytes } from 'node:crypto';
import {
  createClusterAdmin,
  createKafkaClient,
  type KafkaClient,
  type KafkaEvent,
  type KafkaSettings,
  plainKafkaSettings,
} from '../src/index.ts';

/** The settings of the stack that the test run was given. Throws when there is none: an integration test never skips itself. */
export const stackSettings = (): KafkaSettings => {
  const brokers = process.env['KAFKA_BROKERS'] ?? '';
  if (brokers === '') throw new Error('no stack: KAFKA_BROKERS is not set');
  return plainKafkaSettings(brokers.split(','));
};

/** A name that no other test uses. */
export const uniqueName = (purpose: string): string => `test.kafka.${purpose}.${randomBytes(5).toString('hex')}`;

export type RecordedClient = { readonly client: KafkaClient; readonly events: KafkaEvent[] };

/** A client of the real cluster, and everything it tells. */
export const createRecordedClient = (): RecordedClient => {
  const events: KafkaEvent[] = [];
  return { events, client: createKafkaClient(stackSettings(), (event) => void events.push(event)) };
};

/** Creates a topic of this test's own and gives its name. */
export const createTopic = async (
  client: KafkaClient,
  purpose: string,
  partitionCount: number,
  configs: Readonly<Record<string, string>> = {},
  name = uniqueName(purpose),
): Promise<string> => {
  const admin = createClusterAdmin(client);
  const declaration = { name, purpose: 'inbound', partitionCount, replicationFactor: null, configs } as const;
  await admin.applyTopics([declaration], { dryRun: false });
  await admin.close();
  return name;
};

/** Looks until it is so; throws when it has not become so within a minute. */
export const eventually = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
