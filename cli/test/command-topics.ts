import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createEncoder, registerSchemas } from '@varselvakt/codec';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  plainKafkaSettings,
  type TopicPurpose,
  topicDeclarations,
} from '@varselvakt/kafka';
import { pipelineTopics, schemaSubjects } from '@varselvakt/pipeline';
import { type ProgramResult, runProgram } from '../../test/pipeline/run-program.ts';

/** Topics and schemas of a test's own, and the command that works on them. */
export type CommandTopics = Awaited<ReturnType<typeof openCommandTopics>>;

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const partitionCount = 2;

/**
 * Needs KAFKA_BROKERS and KAFKA_SCHEMA_REGISTRY. `environment` is given to the command besides; `purposes` says which topics are made (all
 * when left out), for each takes its time.
 */
export async function openCommandTopics(
  environment: NodeJS.ProcessEnv = {},
  purposes: readonly TopicPurpose[] = ['inbound', 'events', 'feedback', 'dead-letter'],
) {
  const prefix = `command${randomBytes(5).toString('hex')}.`;
  const topics = pipelineTopics(prefix);
  const given = {
    KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
    KAFKA_SCHEMA_REGISTRY: process.env['KAFKA_SCHEMA_REGISTRY'],
  };
  const client = createKafkaClient(plainKafkaSettings((given.KAFKA_BROKERS ?? '').split(',')), () => undefined);
  const admin = createClusterAdmin(client);
  const shape = { partitionCount };
  const overrides = { inbound: shape, events: shape, feedback: shape, 'dead-letter': shape };
  const declarations = topicDeclarations(prefix, { overrides }).filter(({ purpose }) => purposes.includes(purpose));
  await admin.applyTopics(declarations, { dryRun: false });
  const subjects = schemaSubjects(prefix, []).slice(0, purposes.includes('events') ? undefined : 1);
  const registrations = await registerSchemas({ url: given.KAFKA_SCHEMA_REGISTRY ?? '' }, subjects);
  const sender = createSender(client);
  return {
    prefix,
    topics,
    client,
    admin,
    sender,
    encode: createEncoder('ProducerEvent', registrations[0]?.schemaId ?? 0),
    run: (...args: readonly string[]): Promise<ProgramResult> =>
      runProgram(process.execPath, [main, ...args], {
        folder: process.cwd(),
        environment: { PATH: process.env['PATH'], USER: 'kari', TOPIC_PREFIX: prefix, ...given, ...environment },
      }),
    close: async (): Promise<void> => {
      await sender.stop(5_000);
      await admin.close();
    },
  };
}
