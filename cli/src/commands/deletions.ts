import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { showDue, showUpcoming } from '../deletions/show-deletions.ts';
import { showWhatIf } from '../deletions/what-if/show-what-if.ts';
import type { PolicyOptions } from '../deletions/what-if/changed-policy.ts';
import { approve, pause, resume, type Steering } from '../deletions/steer-deletions.ts';
import { askForName } from '../operator/confirm-by-typing.ts';
import { type OperatorOptions, readOperator, withOperatorOptions } from '../operator/operator-options.ts';
import { parseInstant } from '../operator/parse-instant.ts';
import type { Terminal } from '../terminal.ts';

type JsonOption = { readonly json?: true };
type ActOptions = OperatorOptions & JsonOption & { readonly dryRun?: true; readonly confirm?: string };

/** `deletions`: what is to go, and whether it may. */
export function addDeletionsCommand(program: Command, terminal: Terminal): void {
  const deletions = program.command('deletions').description('what is to be deleted, and whether it may');
  deletions
    .command('upcoming')
    .option('--days <n>', 'how far ahead', '14')
    .option('--json', 'as JSON')
    .description('what becomes due, by day and producer')
    .action(async ({ days, json }: JsonOption & { days: string }) =>
      showUpcoming(parseDays(days), json === true, terminal),
    );
  deletions
    .command('due')
    .option('--json', 'as JSON')
    .description('what is due now, what is held, and why nothing goes if nothing does')
    .action(async ({ json }: JsonOption) => showDue(json === true, terminal));
  deletions
    .command('what-if')
    .option('--register <path>', 'the register as it would be')
    .option('--label <label>', 'one label; what is said beside it goes before what the register says')
    .option('--retention <period>', 'its default, such as P1Y')
    .option('--min <period>', 'its shortest retention')
    .option('--max <period>', 'its longest retention')
    .option('--clamp', 'move a retention outside these to the limit instead of refusing it')
    .option('--json', 'as JSON')
    .description('what a changed policy would have made of what is stored; without a change, what goes when')
    .action(async (options: PolicyOptions & JsonOption) => showWhatIf(options, options.json === true, terminal));
  addActs(deletions, terminal);
}

function addActs(deletions: Command, terminal: Terminal): void {
  const toSteering = (options: ActOptions): Steering => ({
    operator: readOperator(options),
    dryRun: options.dryRun === true,
    confirm: askForName(options.confirm, terminal),
    isJson: options.json === true,
    terminal,
  });
  const act = (name: string, description: string) =>
    withOperatorOptions(deletions.command(name).description(description))
      .option('--dry-run', 'say what would be, change nothing')
      .option('--json', 'as JSON');
  act('pause', 'plan no deletions until then; what is planned already is ended')
    .requiredOption('--expires <when>', 'a span such as 12h, a date, or an instant; a pause ends by itself')
    .action(async (options: ActOptions & { expires: string }) =>
      pause(parseInstant('--expires', options.expires, Date.now()), toSteering(options)),
    );
  act('resume', 'end a pause before its time').action(async (options: ActOptions) => resume(toSteering(options)));
  act('approve', 'let go what the deleter has stopped at because it is so much')
    .option('--expires <when>', 'until when the approval holds', '24h')
    .option('--confirm <name>', 'what is asked for otherwise, for scripts')
    .action(async (options: ActOptions & { expires: string }) =>
      approve(parseInstant('--expires', options.expires, Date.now()), toSteering(options)),
    );
}

function parseDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new CommandError('--days needs a whole number from 1.', exitCodes.usage);
  return Number(text);
}
