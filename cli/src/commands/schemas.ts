import { createRegistryClient, registerSchemas, type SchemaRegistration } from '@varselvakt/codec';
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
import { CommandError, exitCodes } from '../command-error.ts';
import { formatAnnotation } from '../github-annotation.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { readConfig } from '../read-config.ts';
import { askRegistry, type CheckedSchema, checkFile, isSound } from '../schemas/check-schemas.ts';
import { renderAnnotations, renderJson, renderText } from '../schemas/render-check.ts';
import { formatTable, type Terminal } from '../terminal.ts';

const configSchema = createConfigSchema({
  ...registrySettings,
  ...topicSettings,
  VARSELVAKT_ENVIRONMENT: serviceSettings.VARSELVAKT_ENVIRONMENT,
});

type RegisterOptions = { dryRun?: true; json?: true; register?: string };

/** `schemas register` puts our schemas under the subjects of our topics; `schemas check` compares a file with them. */
export function addSchemasCommand(program: Command, terminal: Terminal): void {
  const schemas = program.command('schemas').alias('schema').description('the schemas of the records on our topics');
  schemas
    .command('register')
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--register <path>', 'count topics that it gives to single producers too', process.env['REGISTER_PATH'])
    .option('--json', 'as JSON')
    .description('register our schemas, fully compatible with all earlier versions; doing it again changes nothing')
    .action(async (options: RegisterOptions) => register(options, terminal));
  schemas
    .command('check')
    .argument('<files...>', 'Avro schemas (.avsc), such as a producer’s own copy; - reads standard input')
    .option('--registry', 'ask the registry too (KAFKA_SCHEMA_REGISTRY): would it take the schema under our subjects?')
    .option('--json', 'as JSON')
    .option('--github', 'as annotations of a GitHub workflow')
    .description('say whether a schema and all released ones can read each other: which field not, and why')
    .action(async (files: readonly string[], options: CheckOptions) => check(files, options, terminal));
}

type CheckOptions = { registry?: true; json?: true; github?: true };

async function check(files: readonly string[], options: CheckOptions, terminal: Terminal): Promise<void> {
  const checked = await askWhereWanted(files.map(checkFile), options);
  if (options.json) terminal.printJson({ files: checked.map(renderJson) });
  else if (options.github)
    for (const annotation of checked.flatMap(renderAnnotations)) terminal.print(formatAnnotation(annotation));
  else terminal.print(checked.map(renderText).join('\n'));
  const badCount = checked.filter((one) => !isSound(one)).length;
  if (badCount > 0)
    throw new CommandError(`${badCount} of ${checked.length} schemas do not fit what is released.`, exitCodes.failed);
}

async function askWhereWanted(
  checked: readonly CheckedSchema[],
  { registry: isAsked }: CheckOptions,
): Promise<readonly CheckedSchema[]> {
  if (!isAsked) return checked;
  const config = readConfig(configSchema);
  const registry = createRegistryClient(toRegistryConnection(config));
  const subjects = schemaSubjects(config.TOPIC_PREFIX, config.INBOUND_TOPICS ?? []);
  const subjectsOf = (name: string) =>
    subjects.filter(({ schemaName }) => schemaName === name).map(({ subject }) => subject);
  const asked: CheckedSchema[] = [];
  for (const one of checked) asked.push(await askRegistry(one, registry, subjectsOf));
  return asked;
}

async function register(options: RegisterOptions, terminal: Terminal): Promise<void> {
  const config = readConfig(configSchema);
  const own = await findOwnTopics(options.register, config.VARSELVAKT_ENVIRONMENT);
  const inbound = [...(config.INBOUND_TOPICS ?? []), ...own.inbound];
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
  const here = [...found.producers.values()].filter(({ environments }) => environments.includes(environment));
  return {
    inbound: here.flatMap(({ topics }) => topics),
    feedbackProducerIds: producersWithOwnFeedback(found, environment),
  };
}

function toRow(registration: SchemaRegistration): readonly string[] {
  const id = registration.schemaId === null ? '-' : String(registration.schemaId);
  return [registration.subject, registration.schemaName, id, registration.outcome];
}
