import type { StackProgress } from '@varselvakt/devstack';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';

/** `stack up`: Kafka, registry and Postgres on this machine for development. */
export function addStackCommand(program: Command, terminal: Terminal): void {
  const stack = program
    .command('stack')
    .description('Kafka, schema registry and Postgres on this machine, for development');
  stack
    .command('up')
    .option('--name <name>', 'name of the stack', 'default')
    .description('start them (or find those that the environment names) and print their addresses; they stay up')
    .action(async (options: { name: string }) => startStack(options.name, terminal));
}

async function startStack(name: string, terminal: Terminal): Promise<void> {
  const { startDetachedStack, toExportLines } = await loadDevstack();
  const stack = await startDetachedStack({ name, onProgress: (step) => terminal.say(describe(step)) });
  terminal.print(toExportLines(stack.addresses).trimEnd());
}

/** Loaded only here: the image of the services does not hold it. */
async function loadDevstack() {
  try {
    return await import('@varselvakt/devstack');
  } catch (cause) {
    throw new CommandError('The development stack is not part of this installation.', exitCodes.usage, { cause });
  }
}

function describe({ part, step, detail, doneBytes, totalBytes }: StackProgress): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;
  const amount =
    doneBytes === undefined ? '' : ` ${megabytes(doneBytes)}${totalBytes ? ` of ${megabytes(totalBytes)}` : ''}`;
  return `${part}: ${step}${detail === undefined ? '' : ` (${detail})`}${amount}`;
}
