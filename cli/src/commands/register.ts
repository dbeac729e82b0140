import {
  compareRegisters,
  findRetentionEffects,
  formatRegisterFault,
  loadRegister,
  type Register,
  type RegisterChange,
  type RegisterFault,
  type RegisterResult,
} from '@varselvakt/register';
import { readLabelPlans } from '@varselvakt/store';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatAnnotation } from '../github-annotation.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { describePlanned } from '../register/planned-deletions.ts';
import { addRegisterNewCommand } from '../register/register-new-command.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

type CheckOptions = { readonly json?: true; readonly github?: true };

/** `register check` and `register diff`: what a pull request to the register is judged by; `register new`: an entry to begin with. */
export function addRegisterCommand(program: Command, terminal: Terminal): void {
  const register = program.command('register').description('who may publish what, under which terms');
  register
    .command('check')
    .argument('[path]', 'a YAML file or a folder of them', process.env['REGISTER_PATH'])
    .option('--json', 'as JSON')
    .option('--github', 'as annotations of a GitHub workflow')
    .description('find every fault in the register: file, line, column and what to do')
    .action(async (path: string | undefined, options: CheckOptions) => checkRegister(path, options, terminal));
  addRegisterNewCommand(register, terminal);
  register
    .command('diff')
    .argument('<before>', 'a YAML file or a folder of them, such as a checkout of the main branch')
    .argument('<after>', 'the same after the change')
    .option('--json', 'as JSON')
    .description('say in words what a change does: who gains what, which events would be refused or accepted')
    .option('--database', 'count the planned deletions that it concerns (DATABASE_URL)')
    .action(async (before: string, after: string, options: DiffOptions) =>
      showDifference(await loadFaultlessRegister(before), await loadFaultlessRegister(after), options, terminal),
    );
}

type DiffOptions = { readonly json?: true; readonly database?: true };

async function showDifference(
  before: Register,
  after: Register,
  { json, database }: DiffOptions,
  terminal: Terminal,
): Promise<void> {
  const changes = compareRegisters(before, after);
  const planned = database ? await countPlanned(before, after) : undefined;
  if (json) return terminal.printJson({ changes, ...(planned === undefined ? {} : { planned }) });
  const lines = [
    ...changes.map(formatChange),
    ...(planned ?? []).map(({ producerId, sentence }) => `${'planned'.padEnd(9)}  ${producerId}: ${sentence}`),
  ];
  terminal.print(lines.length === 0 ? 'No difference.' : lines.join('\n'));
}

async function countPlanned(before: Register, after: Register) {
  const effects = findRetentionEffects(before, after);
  if (effects.length === 0) return [];
  const labels = effects.map(({ label }) => label);
  const use = { applicationName: 'varselvakt-register', statementTimeoutMs: 0 };
  return describePlanned(effects, await withDatabase(use, (client) => readLabelPlans(client, labels)));
}

async function checkRegister(path: string | undefined, options: CheckOptions, terminal: Terminal): Promise<void> {
  if (path === undefined)
    throw new CommandError('Say where the register is: a path, or REGISTER_PATH in the environment.', exitCodes.usage);
  const result = await loadRegister(path);
  const faults = result.outcome === 'FAULTY' ? result.faults : [];
  const notices = result.outcome === 'LOADED' ? result.notices : [];
  if (options.json) terminal.printJson(toJson(result));
  else if (options.github) {
    for (const fault of faults) terminal.print(formatAnnotation(toAnnotation(fault, 'error')));
    for (const notice of notices) terminal.print(formatAnnotation(toAnnotation(notice, 'warning')));
  } else if (result.outcome === 'LOADED') terminal.print([summarise(result), ...notices.map(formatNotice)].join('\n'));
  else terminal.print(faults.map(formatRegisterFault).join('\n'));
  if (faults.length > 0) throw new CommandError(`${faults.length} faults in the register.`, exitCodes.failed);
}

const formatNotice = (notice: RegisterFault): string => `${formatRegisterFault(notice)} (warning)`;

const effectWords = { REFUSES: 'refuses', ACCEPTS: 'accepts', RETENTION: 'retention', NONE: 'tells' } as const;

const formatChange = ({ producerId, effect, sentence }: RegisterChange): string =>
  `${effectWords[effect].padEnd(9)}  ${producerId ?? 'everybody'}: ${sentence}`;

type Loaded = Extract<RegisterResult, { outcome: 'LOADED' }>;

function summarise({ register }: Loaded): string {
  const { producers, labels, hash } = register;
  return `No faults: ${producers.size} producers, ${labels.size} labels, version ${hash.slice(0, 12)}`;
}

function toJson(result: RegisterResult) {
  if (result.outcome === 'FAULTY') return { faults: result.faults };
  const { producers, labels, hash } = result.register;
  return { faults: [], notices: result.notices, producerCount: producers.size, labelCount: labels.size, hash };
}

function toAnnotation({ file, line, column, path, message }: RegisterFault, level: 'error' | 'warning') {
  return {
    level,
    file,
    line,
    column,
    title: 'register',
    message: path === '' ? message : `${path} ${message}`,
  } as const;
}
