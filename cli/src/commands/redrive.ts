import { userInfo } from 'node:os';
import type { OffsetPoint, RedriveReport, RedriveRequest } from '@varselvakt/inspection';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { readOperator } from '../operator/operator-options.ts';
import { parsePast } from '../operator/parse-past.ts';
import { formatRedrive, redriveToJson } from '../redrive/format-redrive.ts';
import { redriveUntilInterrupted } from '../redrive/redrive-until-interrupted.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { withTopicAccess } from '../with-topic-access.ts';

type Options = {
  readonly code?: readonly string[];
  readonly producer?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly rate: string;
  readonly send?: true;
  readonly reason?: string;
  readonly by: string;
  readonly resendDoubtful?: true;
  readonly json?: true;
};

/** `redrive`: dead letters back to where their records lay. */
export function addRedriveCommand(program: Command, terminal: Terminal): void {
  program
    .command('redrive')
    .option('--code <code...>', 'only letters with these codes, such as SCHEMA_UNKNOWN')
    .option('--producer <id>', 'only letters of this producer')
    .option('--since <when>', 'only letters from then on: 2h (ago), a date, or an instant')
    .option('--until <when>', 'only letters before then')
    .option('--limit <n>', 'at most so many', '1000')
    .option('--rate <n>', 'at most so many a second', '100')
    .option('--send', 'send them; without it nothing is changed')
    .option('--reason <text>', 'why; it is written down (needed with --send)')
    .option('--by <who>', 'who does it; it is written down (default: the user of this machine)', userInfo().username)
    .option('--resend-doubtful', 'also letters of which nobody can say whether an interrupted redrive has sent them')
    .option('--json', 'as JSON')
    .description(
      'send dead letters back to the topic they came from, each once; says only what would go, unless --send',
    )
    .action(async (options: Options) => {
      const request = toRequest(options, Date.now());
      const report = await withDatabase({ applicationName: 'varselvakt-redrive' }, (database) =>
        withTopicAccess((access) => redriveUntilInterrupted(request, access, database)),
      );
      if (options.json) terminal.printJson(redriveToJson(report));
      else terminal.print(formatRedrive(report));
      judgeReport(report);
    });
}

function judgeReport({ isInterrupted, chosenCount, sentCount, refusedCount }: RedriveReport): void {
  if (isInterrupted)
    throw new CommandError(
      `Interrupted: ${chosenCount - sentCount - refusedCount} letters are left; the same command goes on with them.`,
      exitCodes.interrupted,
    );
  if (refusedCount > 0) throw new CommandError(`${refusedCount} letters were refused.`, exitCodes.failed);
}

function toRequest(options: Options, now: number): RedriveRequest {
  if (options.send && options.reason === undefined)
    throw new CommandError('--send needs --reason: it is written down who sent what and why.', exitCodes.usage);
  const { reason = '', by } = options;
  return {
    filter: {
      codes: options.code === undefined ? null : new Set(options.code.map((code) => code.toUpperCase())),
      producerId: options.producer ?? null,
      place: null,
    },
    range: {
      from: options.since === undefined ? { at: 'START' } : pointOf('--since', options.since, now),
      to: options.until === undefined ? { at: 'END' } : pointOf('--until', options.until, now),
    },
    maxLetters: parseWhole('--limit', options.limit, 1_000_000),
    maxPerSecond: parseWhole('--rate', options.rate.replace(/\/s$/, ''), 10_000),
    operator: options.send ? readOperator({ reason, by }) : null,
    resendsDoubtful: options.resendDoubtful === true,
  };
}

const pointOf = (name: string, text: string, now: number): OffsetPoint => ({
  at: 'TIME',
  time: parsePast(name, text, now),
});

function parseWhole(name: string, text: string, max: number): number {
  if (!/^[1-9]\d{0,6}$/.test(text) || Number(text) > max)
    throw new CommandError(`${name} needs a whole number from 1 to ${max}.`, exitCodes.usage);
  return Number(text);
}
