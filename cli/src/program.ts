import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Terminal } from './terminal.ts';

const footer = `
Settings come from the environment ("varselvakt config print --service validator" shows them).
Exit codes: 0 ok, 1 findings or failed, 2 usage or settings, 3 no connection, 130 interrupted.`;

type AddVerb = (program: Command, terminal: Terminal) => void;

/** Each verb in a module of its own, loaded when it is meant: who lints a text waits for no Kafka client. */
const verbs: Readonly<Record<string, () => Promise<AddVerb>>> = {
  lint: async () => (await import('./commands/lint.ts')).addLintCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  rules: async () => (await import('./commands/rules.ts')).addRulesCommand,
  sample: async () => (await import('./commands/sample.ts')).addSampleCommand,
  publish: async () => (await import('./commands/publish.ts')).addPublishCommand,
  run: async () => (await import('./commands/run.ts')).addRunCommand,
  topics: async () => (await import('./commands/topics.ts')).addTopicsCommand,
  schemas: async () => (await import('./commands/schemas.ts')).addSchemasCommand,
  db: async () => (await import('./commands/database.ts')).addDatabaseCommand,
  config: async () => (await import('./commands/config.ts')).addConfigCommand,
  register: async () => (await import('./commands/register.ts')).addRegisterCommand,
  terms: async () => (await import('./commands/terms.ts')).addTermsCommand,
  feedback: async () => (await import('./commands/feedback.ts')).addFeedbackCommand,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctorCommand,
  offsets: async () => (await import('./commands/offsets.ts')).addOffsetsCommand,
  redrive: async () => (await import('./commands/redrive.ts')).addRedriveCommand,
  tail: async () => (await import('./commands/tail.ts')).addTailCommand,
  producers: async () => (await import('./commands/producers.ts')).addProducersCommand,
  trace: async () => (await import('./commands/trace.ts')).addTraceCommand,
  deletions: async () => (await import('./commands/deletions.ts')).addDeletionsCommand,
  erasure: async () => (await import('./commands/erasure.ts')).addErasureCommand,
  find: async () => (await import('./commands/find.ts')).addFindCommand,
  erase: async () => (await import('./commands/erase.ts')).addEraseCommand,
  actions: async () => (await import('./commands/actions.ts')).addActionsCommand,
  holds: async () => (await import('./commands/holds.ts')).addHoldsCommand,
  rebuild: async () => (await import('./commands/rebuild.ts')).addRebuildCommand,
  lag: async () => (await import('./commands/lag.ts')).addLagCommand,
  status: async () => (await import('./commands/status.ts')).addStatusCommand,
  probe: async () => (await import('./commands/probe.ts')).addProbeCommand,
  stack: async () => (await import('./commands/stack.ts')).addStackCommand,
  completion: async () => (await import('./commands/completion.ts')).addCompletionCommand,
  demo: async () => (await import('./commands/demo.ts')).addDemoCommand,
};

/** Second names of verbs. */
const otherNames: Readonly<Record<string, string>> = { schema: 'schemas' };

/** The command with the verb that `word` names, or with all verbs where it names none; running it is up to the caller. */
export async function createProgram(terminal: Terminal, word: string | undefined): Promise<Command> {
  const program = new Command('varselvakt')
    .description(
      'Carries out a notification platform’s terms of use on Kafka: content rules, retention, provable erasure.',
    )
    .version(readVersion())
    .addHelpText('after', footer)
    .showHelpAfterError('(add --help for what can be said)')
    .exitOverride();
  const name = word !== undefined && Object.hasOwn(otherNames, word) ? otherNames[word] : word;
  const meant = name !== undefined && Object.hasOwn(verbs, name) ? [verbs[name]] : Object.values(verbs);
  for (const load of meant) (await load?.())?.(program, terminal);
  return program;
}

/** True for verbs that ask no server: they do without the runtime of the services. */
export function isOffline(word: string | undefined): boolean {
  return word === 'lint' || word === 'explain' || word === 'rules';
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
