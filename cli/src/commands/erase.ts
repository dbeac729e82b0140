import { findGroupAggregates, type StoreClient } from '@varselvakt/store';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type Choice, eraseAggregates } from '../erase/erase-aggregates.ts';
import type { EraseRun } from '../erase/erase-run.ts';
import { type EraseSelection, readSelection, type SelectionOptions } from '../erase/erase-selection.ts';
import { eraseProducer, requireEnded } from '../erase/offboard-producer.ts';
import { seekSubject } from '../erase/subject/seek-subject.ts';
import { requireAllRead } from '../erase/subject/show-subject.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { openQuestions } from '../operator/open-questions.ts';
import { type OperatorOptions, readOperator, withOperatorOptions } from '../operator/operator-options.ts';
import { showProgress } from '../operator/show-progress.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

type EraseOptions = OperatorOptions &
  SelectionOptions & {
    readonly register?: string;
    readonly send?: true;
    readonly dryRun?: true;
    readonly confirm?: string;
    readonly wait?: true;
    readonly waitMinutes: string;
    readonly json?: true;
  };

/** Looking through everything takes as long as it takes. */
const use = { applicationName: 'varselvakt-erase', statementTimeoutMs: 0 };

const examples = `
Examples:
  varselvakt erase --aggregate 0192f7a0-0000-7000-8000-000000000001 --reason "sent by mistake"
  varselvakt erase --subject --reason "request 2026/123" --send --wait
  varselvakt erase --producer team-a --register ./register --reason "the team is closed down" --send --wait`;

/** `erase`: what has to go before its time. */
export function addEraseCommand(program: Command, terminal: Terminal): void {
  const erase = program
    .command('erase')
    .option('--aggregate <id...>', 'cases (with their groups) and notifications')
    .option('--group <id>', 'everything of a group of the --label')
    .option('--label <label>', 'the label of the --group')
    .option('--producer <id>', 'everything of a producer that has ended, with one receipt over all')
    .option('--subject', 'everything addressed to a person, who is asked for and never named as an argument')
    .option(
      '--register <path>',
      'the register, which must not have the producer any more',
      process.env['REGISTER_PATH'],
    );
  withOperatorOptions(erase)
    .option('--send', 'do it; without it the command says what would be erased')
    .option('--dry-run', 'say what would be erased, change nothing: what happens without --send')
    .option('--confirm <name>', 'the name that is asked for otherwise, for scripts')
    .option('--wait', 'wait until all is gone')
    .option('--wait-minutes <n>', 'how long to wait at most', '60')
    .option('--json', 'as JSON')
    .addHelpText('after', examples)
    .description(
      'have cases and notifications erased before their time, everywhere, with a receipt; legal holds are respected',
    )
    .action((options: EraseOptions) => runErase(options, terminal));
}

async function runErase(options: EraseOptions, terminal: Terminal): Promise<void> {
  const selection = readSelection(options);
  const operator = readOperator(options);
  const waitMs = readWait(options);
  if (options.send === true && options.dryRun === true)
    throw new CommandError('--send and --dry-run contradict each other.', exitCodes.usage);
  if (selection.scope === 'PRODUCER')
    requireEnded(await loadFaultlessRegister(options.register), selection.producerId, Date.now());
  const questions = openQuestions(process.stdin, terminal.say);
  try {
    await withDatabase(use, (client) =>
      erase(selection, {
        client,
        operator,
        isSent: options.send === true,
        confirm: options.confirm,
        waitMs,
        isJson: options.json === true,
        questions,
        terminal,
        openBar: (what) => showProgress(what, process.stderr),
        now: Date.now,
      }),
    );
  } finally {
    questions.close();
  }
}

async function erase(selection: EraseSelection, run: EraseRun): Promise<void> {
  switch (selection.scope) {
    case 'PRODUCER':
      return eraseProducer(selection.producerId, run);
    case 'SUBJECT':
      return eraseSubject(run);
    case 'GROUP':
      return eraseAggregates(await chooseGroup(run.client, selection), run);
    case 'AGGREGATES':
      return eraseAggregates({ ...selection, rolesById: null, detail: { scope: 'AGGREGATES' } }, run);
    default:
      return selection satisfies never;
  }
}

async function chooseGroup(
  client: StoreClient,
  { label, groupId }: EraseSelection & { readonly scope: 'GROUP' },
): Promise<Choice> {
  const aggregateIds = await findGroupAggregates(client, label, groupId);
  return { aggregateIds, rolesById: null, detail: { scope: 'GROUP', label } };
}

async function eraseSubject(run: EraseRun): Promise<void> {
  const { found, unreadableCount } = await seekSubject(run);
  await eraseAggregates({ aggregateIds: [...found.keys()], rolesById: found, detail: { scope: 'SUBJECT' } }, run);
  requireAllRead(unreadableCount);
}

function readWait({ wait, waitMinutes }: EraseOptions): number | null {
  if (!/^[1-9]\d{0,4}$/.test(waitMinutes))
    throw new CommandError('--wait-minutes needs a whole number from 1.', exitCodes.usage);
  return wait === true ? Number(waitMinutes) * 60_000 : null;
}
