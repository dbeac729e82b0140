import { registerSchemas, type SchemaRegistration } from '@varselvakt/codec';
import { producersWithOwnFeedback, schemaSubjects } from '@varselvakt/pipeline';
import type { Environment } from '@varselvakt/rules';
import {
  createConfigSchema,
  registrySettings,
  serviceSettings,
  topicSettings,
  toRegistryConnection,
} from '@varselvakt/runtime';
import type { Command } from 'commander';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { readConfig } from '../read-config.ts';
import { formatTable, type Terminal } from '../terminal.ts';

const configSchema = createConfigSchema({
  ...registrySettings,
  ...topicSettings,
  VARSELVAKT_ENVIRONMENT: serviceSettings.VARSELVAKT_ENVIRONMENT,
});

type RegisterOptions = { dryRun?: true; json?: true; register?: string };

/** `schemas register`: puts our schemas under the subjects of our topics. */
export function addSchemasCommand(program: Command, terminal: Terminal): void {
  const schemas = program.command('schemas').description('the schemas in the registry');
  schemas
    .command('register')
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--register <path>', 'count topics that it gives to single producers too', process.env['REGISTER_PATH'])
    .option('--json', 'as JSON')
    .description('register our schemas, fully compatible with all earlier versions; doing it again changes nothing')
    .action(async (options: RegisterOptions) => register(options, terminal));
}

async function register(options: RegisterOptions, terminal: Terminal): Promise<void> {
  const config = readConfig(configSchema);
  const own = await findOwnTopics(options.register, config.VARSELVAKT_ENVIRONMENT);
  const inbound = config.INBOUND_TOPICS ?? own.inbound;
  const subjects = schemaSubjects(config.TOPIC_PREFIX, inbound, own.feedbackProducerIds);
  const registrations = await registerSchemas(toRegistryConnection(config), subjects, {
    dryRun: options.dryRun === true,
  });
  if (options.json) terminal.printJson(registrations);
  else terminal.print(formatTable(['SUBJECT', 'SCHEMA', 'ID', 'OUTCOME'], registrations.map(toRow)));
}

async function findOwnTopics(path: string | undefined, environment: Environment) {
  if (path === undefined) return { inbound: [], feedbackProducerIds: [] };
  const found = await loadFaultlessRegister(path);
  return { inbound: [...found.topicOwners.keys()], feedbackProducerIds: producersWithOwnFeedback(found, environment) };
}

function toRow(registration: SchemaRegistration): readonly string[] {
  const id = registration.schemaId === null ? '-' : String(registration.schemaId);
  return [registration.subject, registration.schemaName, id, registration.outcome];
}
