import type { TopicPlan } from '@varselvakt/kafka';
import { findTopicDrifts } from '@varselvakt/pipeline';
import {
  checkKafkaSettings,
  createConfigSchema,
  kafkaSettings,
  serviceSettings,
  toKafkaConnection,
  topicSettings,
} from '@varselvakt/runtime';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { declaredTopics } from '../declared-topics.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { readConfig } from '../read-config.ts';
import { formatTable, type Terminal } from '../terminal.ts';
import { withClusterAdmin } from '../with-cluster-admin.ts';
import { addTopicsAclCommand } from './topics-acl.ts';

const configSchema = createConfigSchema(
  { ...kafkaSettings, ...topicSettings, VARSELVAKT_ENVIRONMENT: serviceSettings.VARSELVAKT_ENVIRONMENT },
  [checkKafkaSettings],
);

type CheckOptions = { json?: true; register?: string };

type ApplyOptions = CheckOptions & { dryRun?: true };

const addRegisterOption = (command: Command): Command =>
  command.option(
    '--register <path>',
    'count topics that it gives to single producers too',
    process.env['REGISTER_PATH'],
  );

/** By the settings, and by the register where one is named. Throws CommandError that lists what is wrong with either. */
async function readDeclarations({ register }: CheckOptions) {
  const config = readConfig(configSchema);
  const loaded = register === undefined ? null : await loadFaultlessRegister(register);
  return { connection: toKafkaConnection(config, 'cli'), declarations: declaredTopics(config, loaded) };
}

/** `topics apply` makes the cluster's topics what the code declares, `check` compares; `acl` tells who needs access to them. */
export function addTopicsCommand(program: Command, terminal: Terminal): void {
  const topics = program.command('topics').description('the topics of the pipeline');
  addRegisterOption(topics.command('apply'))
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--json', 'as JSON')
    .description(
      'create missing topics and put settings right; partitions are never changed; doing it again changes nothing',
    )
    .action(async (options: ApplyOptions) => applyTopics(options, terminal));
  addRegisterOption(topics.command('check'))
    .option('--json', 'as JSON')
    .description('compare the cluster’s topics with what the code declares; exit code 1 where they differ')
    .action(async (options: CheckOptions) => checkTopics(options, terminal));
  addTopicsAclCommand(topics, terminal);
}

async function checkTopics(options: CheckOptions, terminal: Terminal): Promise<void> {
  const { connection, declarations } = await readDeclarations(options);
  const plans = await withClusterAdmin(connection, (admin) => admin.checkTopics(declarations));
  const faults = findTopicDrifts(plans);
  if (options.json) terminal.printJson({ topicCount: plans.length, faults });
  else if (faults.length === 0) terminal.print(`All ${plans.length} topics are as declared.`);
  else
    terminal.print(
      formatTable(
        ['TOPIC', 'PROBLEM', 'REMEDY'],
        faults.map(({ topic, problem, remedy }) => [topic, problem, remedy]),
      ),
    );
  if (faults.length > 0)
    throw new CommandError(`${faults.length} differences from what is declared.`, exitCodes.failed);
}

async function applyTopics(options: ApplyOptions, terminal: Terminal): Promise<void> {
  const { connection, declarations } = await readDeclarations(options);
  const dryRun = options.dryRun === true;
  const plans = await withClusterAdmin(connection, (admin) => admin.applyTopics(declarations, { dryRun }));
  if (options.json) terminal.printJson(plans.map(toJson));
  else
    terminal.print(
      formatTable(
        ['TOPIC', 'PARTITIONS', 'ACTION', 'DIFFERENCE'],
        plans.map((plan) => toRow(plan, dryRun)),
      ),
    );
  const conflictCount = plans.filter((plan) => plan.action === 'conflict').length;
  if (conflictCount > 0)
    throw new CommandError(
      `${conflictCount} topics have another shape than declared; that cannot be put right without moving records.`,
      exitCodes.failed,
    );
}

const actionWords = { create: 'created', keep: 'unchanged', alter: 'altered', conflict: 'CONFLICT' } as const;
const plannedWords = {
  create: 'to be created',
  keep: 'unchanged',
  alter: 'to be altered',
  conflict: 'CONFLICT',
} as const;

function toRow(plan: TopicPlan, dryRun: boolean): readonly string[] {
  const drifts = 'drifts' in plan ? plan.drifts : [];
  const difference = drifts
    .map((drift) => `${drift.setting}: ${drift.actual || '(none)'} -> ${drift.declared}`)
    .join(', ');
  const words = dryRun ? plannedWords : actionWords;
  return [plan.declaration.name, String(plan.declaration.partitionCount), words[plan.action], difference];
}

function toJson(plan: TopicPlan) {
  const { name, partitionCount } = plan.declaration;
  return { topic: name, partitionCount, action: plan.action, drifts: 'drifts' in plan ? plan.drifts : [] };
}
