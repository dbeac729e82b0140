import { type Command, InvalidArgumentError } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatProbe, legWords } from '../probe/format-probe.ts';
import { runProbe } from '../probe/run-probe.ts';
import type { Terminal } from '../terminal.ts';

type Options = { readonly storedWithin: number; readonly deletedWithin: number; readonly json?: true };

/** The longest that somebody waits for, so that a slip of the finger is told. */
const MAX_SECONDS = 86_400;

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= MAX_SECONDS)) throw new InvalidArgumentError(`1 to ${MAX_SECONDS} seconds.`);
  return seconds;
}

/** `probe`: one event through the whole pipeline and out of it again. */
export function addProbeCommand(program: Command, terminal: Terminal): void {
  program
    .command('probe')
    .option(
      '--stored-within <seconds>',
      'lost when it is not stored by then; then it is due for deletion',
      parseSeconds,
      30,
    )
    .option('--deleted-within <seconds>', 'lost when it is not gone so long after it was due', parseSeconds, 180)
    .option('--json', 'as JSON')
    .description('send one event through the whole pipeline, to its deletion; ends with 1 when it is lost')
    .action((options: Options) => probe(options, terminal));
}

async function probe({ storedWithin, deletedWithin, json }: Options, terminal: Terminal): Promise<void> {
  const levels = { storedWithinMs: storedWithin * 1_000, deletedWithinMs: deletedWithin * 1_000 };
  const result = await runProbe(levels, terminal.say);
  if (json) terminal.printJson(result);
  else terminal.print(formatProbe(result));
  const { verdict } = result;
  if (verdict.outcome === 'LOST') throw new CommandError(`Lost: ${legWords[verdict.leg]}.`, exitCodes.failed);
}
