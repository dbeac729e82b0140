import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';

/** `lint`: judges texts and events by the rules before they are published. */
export function addLintCommand(program: Command, _terminal: Terminal): void {
  program.command('lint').action(() => {
    throw new CommandError('lint is not ready yet.', exitCodes.usage);
  });
}
