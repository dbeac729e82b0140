import type { Command } from 'commander';
import { addHold, listHolds, readTarget, releaseHold } from '../holds/hold-commands.ts';
import { askForName } from '../operator/confirm-by-typing.ts';
import { type OperatorOptions, readOperator, requireText, withOperatorOptions } from '../operator/operator-options.ts';
import { parseInstant } from '../operator/parse-instant.ts';
import type { Terminal } from '../terminal.ts';

type ModeOptions = { readonly dryRun?: true; readonly json?: true };
type AddOptions = OperatorOptions &
  ModeOptions & {
    readonly aggregate?: string;
    readonly label?: string;
    readonly producer?: string;
    readonly owner: string;
    readonly expires: string;
  };

/** `holds`: what may not be deleted although it is due. */
export function addHoldsCommand(program: Command, terminal: Terminal): void {
  const holds = program.command('holds').description('what may not be deleted although it is due');
  const add = holds
    .command('add')
    .option('--aggregate <id>', 'hold one case (with its group) or notification')
    .option('--label <label>', 'hold everything with this label')
    .option('--producer <id>', 'hold everything of this producer')
    .requiredOption('--owner <who>', 'whose decision it is')
    .requiredOption('--expires <when>', 'a span such as 90d, a date, or an instant; no hold is for ever');
  withOperatorOptions(add)
    .option('--dry-run', 'say what it would keep, change nothing')
    .option('--json', 'as JSON')
    .description('keep it until the hold ends; what is planned already is deleted all the same, and counted')
    .action(async (options: AddOptions) => {
      const owner = requireText('--owner', options.owner);
      const expiresAt = parseInstant('--expires', options.expires, Date.now());
      await addHold(
        { target: readTarget(options), owner, expiresAt },
        readOperator(options),
        toMode(options),
        terminal,
      );
    });
  holds
    .command('list')
    .option('--all', 'also those that have ended')
    .option('--json', 'as JSON')
    .description('the holds that stand')
    .action(async ({ all, json }: { all?: true; json?: true }) => listHolds(all === true, json === true, terminal));
  withOperatorOptions(holds.command('release').argument('<id>', 'the hold'))
    .option('--dry-run', 'say which one it would be, change nothing')
    .option('--json', 'as JSON')
    .option('--confirm <name>', 'what is asked for otherwise, for scripts: the label, producer or id that is held')
    .description('end a hold before its time; what is due goes with the next run')
    .action(async (id: string, options: OperatorOptions & ModeOptions & { confirm?: string }) =>
      releaseHold(
        id,
        readOperator(options),
        { ...toMode(options), confirm: askForName(options.confirm, terminal) },
        terminal,
      ),
    );
}

const toMode = ({ dryRun, json }: ModeOptions) => ({ dryRun: dryRun === true, isJson: json === true });
