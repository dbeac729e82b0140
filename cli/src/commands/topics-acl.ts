import { type AccessGrant, topicDeclarations } from '@varselvakt/kafka';
import { pipelineTopics, producersWithOwnFeedback } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import {
  checkKafkaSettings,
  createConfigSchema,
  groupSettings,
  kafkaSettings,
  toKafkaConnection,
  topicSettings,
} from '@varselvakt/runtime';
import { type Command, Option } from 'commander';
import { type Access, planAccess } from '../acl/access-plan.ts';
import { renderKafkaAcls } from '../acl/render-kafka-acls.ts';
import { renderPlatformTopics } from '../acl/render-platform-topics.ts';
import { renderStrimziUsers } from '../acl/render-strimzi-users.ts';
import { CommandError, exitCodes } from '../command-error.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { readConfig } from '../read-config.ts';
import type { Terminal } from '../terminal.ts';
import { withClusterAdmin } from '../with-cluster-admin.ts';

type Options = {
  readonly register: string | undefined;
  readonly env: 'dev' | 'prod';
  readonly format: 'kafka-acls' | 'strimzi' | 'platform' | 'json';
  readonly cluster: string;
  readonly team: string;
  readonly apply?: true;
};

const configSchema = createConfigSchema({ ...topicSettings, ...groupSettings });
const connectionSchema = createConfigSchema(kafkaSettings, [checkKafkaSettings]);

/** `topics acl`: the access that services and producers need, for whoever sets it up; talks to no server. */
export function addTopicsAclCommand(topics: Command, terminal: Terminal): void {
  topics
    .command('acl')
    .option('--register <path>', 'the register', process.env['REGISTER_PATH'])
    .addOption(new Option('--env <environment>', 'environment').choices(['dev', 'prod']).default('prod'))
    .addOption(
      new Option(
        '--format <format>',
        'commands of Kafka, KafkaUser resources, Topic resources of the platform, or JSON',
      )
        .choices(['kafka-acls', 'strimzi', 'platform', 'json'])
        .default('kafka-acls'),
    )
    .option('--cluster <name>', 'name of the Kafka cluster (strimzi) or pool (platform)', 'kafka')
    .option('--team <name>', 'team that runs the pipeline (platform)', 'varselvakt')
    .option('--apply', 'grant it on the cluster instead; what is granted there already stays, also what nobody needs')
    .description('who needs which access to which topic, and nothing more; own topics prove who wrote')
    .action(async (options: Options) => {
      const register = await loadFaultlessRegister(options.register);
      if (options.apply) await apply(plan(register, options), terminal);
      else terminal.print(render(register, options));
    });
}

function plan(register: Register, { env: environment }: Pick<Options, 'env'>): readonly Access[] {
  const config = readConfig(configSchema);
  const groups = { validator: config.VALIDATOR_GROUP_ID, persister: config.PERSISTER_GROUP_ID };
  return planAccess(register, { topics: pipelineTopics(config.TOPIC_PREFIX), environment, groups });
}

async function apply(accesses: readonly Access[], terminal: Terminal): Promise<void> {
  const grants = accesses.flatMap(({ principal, topics, groups }): AccessGrant[] => [
    ...topics.map((one) => ({ ...one, principal, resource: 'topic' as const, name: one.topic, isPrefix: false })),
    ...groups.map((one) => ({ ...one, principal, resource: 'group' as const })),
  ]);
  const connection = toKafkaConnection(readConfig(connectionSchema), 'cli');
  await withClusterAdmin(connection, (admin) => admin.grantAccess(grants));
  for (const { principal, topics } of accesses) terminal.print(`${principal}: ${topics.length} topics`);
}

function render(register: Register, { env, format, cluster, team }: Options): string {
  const { TOPIC_PREFIX: prefix } = readConfig(configSchema);
  const accesses = plan(register, { env });
  switch (format) {
    case 'kafka-acls':
      return renderKafkaAcls(accesses);
    case 'strimzi':
      return renderStrimziUsers(accesses, cluster);
    case 'json':
      return JSON.stringify(accesses, undefined, 2);
    default:
      return renderPlatform(accesses, register, prefix, { env, pool: cluster, team });
  }
}

function renderPlatform(
  accesses: readonly Access[],
  register: Register,
  prefix: string,
  place: Pick<Options, 'env' | 'team'> & { readonly pool: string },
): string {
  const own = [...register.topicOwners].filter(([topic, id]) => topic === `${prefix}inbound.${id}`);
  const declarations = topicDeclarations(prefix, {
    producerIds: own.map(([, id]) => id),
    feedbackProducerIds: producersWithOwnFeedback(register, place.env),
  });
  const text = renderPlatformTopics(declarations, accesses, place);
  if (text !== undefined) return text;
  throw new CommandError(
    `The platform names topics <team>.<name>: set TOPIC_PREFIX to "${place.team}." and what shall follow it.`,
    exitCodes.usage,
  );
}
