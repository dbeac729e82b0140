import { type Command, Option } from 'commander';
import { loadDevstack } from '../load-devstack.ts';

const profiles = ['default', 'test', 'bench'] as const;

type StackOptions = {
  name?: string;
  profile?: (typeof profiles)[number];
  secure?: string[];
  user?: string;
  json?: true;
};
type Verb = 'stackUp' | 'stackDown' | 'stackStatus' | 'stackEnv';

/** `stack up|down|status|env`: Kafka, registry and Postgres on this machine, for development. */
export function addStackCommand(program: Command): void {
  const stack = program
    .command('stack')
    .description('Kafka, schema registry and Postgres on this machine, for development');
  const add = (word: string, verb: Verb, description: string) =>
    stack
      .command(word)
      .option('--name <name>', 'name of the stack')
      .description(description)
      .action((options: StackOptions) => carryOut(verb, options));
  add('up', 'stackUp', 'start them (or find those that the environment names); they stay up')
    .addOption(new Option('--profile <profile>', 'what it is for').choices(profiles))
    .option('--secure <user...>', 'a second way into Kafka, with TLS, passwords and rights, for these users');
  add('down', 'stackDown', 'end them; their data is kept');
  add('status', 'stackStatus', 'parts, addresses, uptime, and whether they answer').option('--json', 'as JSON');
  add('env', 'stackEnv', 'print their variables, for: eval "$(varselvakt stack env)"')
    .option('--user <user>', 'those of a user of Kafka (see up --secure), password included')
    .option('--json', 'as JSON');
}

async function carryOut(verb: Verb, { secure, ...options }: StackOptions): Promise<void> {
  const devstack = await loadDevstack();
  const users = secure === undefined ? {} : { secureUsers: secure };
  process.exitCode = await devstack[verb]({ ...options, ...users, stdout: process.stdout, stderr: process.stderr });
}
