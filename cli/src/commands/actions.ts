import type { Command } from 'commander';
import { showActions } from '../actions/show-actions.ts';
import { CommandError, exitCodes } from '../command-error.ts';
import { parsePast } from '../operator/parse-past.ts';
import type { Terminal } from '../terminal.ts';

type Options = {
  readonly by?: string;
  readonly action?: string;
  readonly since?: string;
  readonly until?: string;
  readonly before?: string;
  readonly limit: string;
  readonly json?: true;
};

/** `actions`: what people did to the pipeline. */
export function addActionsCommand(program: Command, terminal: Terminal): void {
  program
    .command('actions')
    .option('--by <who>', 'only of one, at the command or signed in to the console')
    .option('--action <name>', 'only of one kind, such as HOLD_ADDED')
    .option('--since <when>', 'only from then on: 2h (ago), a date, or an instant')
    .option('--until <when>', 'only before then')
    .option('--before <number>', 'only those older than this one: the next page')
    .option('--limit <count>', 'at most so many', '50')
    .option('--json', 'as JSON, with every detail')
    .description('who did what, when and why: holds, pauses, erasures, redrives, offsets; the newest first')
    .action(async (options: Options) => {
      const filter = {
        actor: options.by ?? null,
        action: options.action === undefined ? null : parseAction(options.action),
        ...readTimes(options, Date.now()),
      };
      const before = options.before === undefined ? null : String(parseNumber('--before', options.before, maxNumber));
      const maxCount = parseNumber('--limit', options.limit, 1_000);
      await showActions(filter, { before, maxCount, isJson: options.json === true }, terminal);
    });
}

const maxNumber = Number.MAX_SAFE_INTEGER;

const readTimes = ({ since, until }: Options, now: number) => ({
  fromAt: since === undefined ? null : parsePast('--since', since, now),
  untilAt: until === undefined ? null : parsePast('--until', until, now),
});

function parseAction(text: string): string {
  const name = text.toUpperCase().replaceAll('-', '_');
  if (/^[A-Z]+(_[A-Z]+)*$/.test(name)) return name;
  throw new CommandError('--action needs a name such as HOLD_ADDED.', exitCodes.usage);
}

function parseNumber(name: string, text: string, max: number): number {
  if (/^[1-9]\d{0,15}$/.test(text) && Number(text) <= max) return Number(text);
  throw new CommandError(`${name} needs a whole number from 1 to ${max}.`, exitCodes.usage);
}
