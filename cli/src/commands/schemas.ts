import { registerSchemas, type SchemaRegistration } from '@varselvakt/codec';
import { schemaSubjects } from '@varselvakt/pipeline';
import { createConfigSchema, registrySettings, topicSettings, toRegistryConnection } from '@varselvakt/runtime';
import type { Command } from 'commander';
import { readConfig } from '../read-config.ts';
import { formatTable, type Terminal } from '../terminal.ts';

const configSchema = createConfigSchema({ ...registrySettings, ...topicSettings });

type RegisterOptions = { dryRun?: true; json?: true };

/** `schemas register`: puts our schemas under the subjects of our topics. */
export function addSchemasCommand(program: Command, terminal: Terminal): void {
  const schemas = program.command('schemas').description('the schemas in the registry');
  schemas
    .command('register')
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--json', 'as JSON')
    .description('register our schemas, fully compatible with all earlier versions; doing it again changes nothing')
    .action(async (options: RegisterOptions) => register(options, terminal));
}

async function register(options: RegisterOptions, terminal: Terminal): Promise<void> {
  const config = readConfig(configSchema);
  const subjects = schemaSubjects(config.TOPIC_PREFIX, config.INBOUND_TOPICS ?? []);
  const registrations = await registerSchemas(toRegistryConnection(config), subjects, {
    dryRun: options.dryRun === true,
  });
  if (options.json) terminal.printJson(registrations);
  else terminal.print(formatTable(['SUBJECT', 'SCHEMA', 'ID', 'OUTCOME'], registrations.map(toRow)));
}

function toRow(registration: SchemaRegistration): readonly string[] {
  const id = registration.schemaId === null ? '-' : String(registration.schemaId);
  return [registration.subject, registration.schemaName, id, registration.outcome];
}
