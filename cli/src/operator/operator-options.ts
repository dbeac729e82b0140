import { userInfo } from 'node:os';
import type { Operator } from '@varselvakt/store';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';

/** Said with every act that changes what is deleted. */
export type OperatorOptions = { readonly reason: string; readonly by: string };

const maxLength = 500;

/** Adds who acts and why. */
export function withOperatorOptions(command: Command): Command {
  return command
    .requiredOption('--reason <text>', 'why; it is written down')
    .option('--by <who>', 'who does it; it is written down (default: the user of this machine)', userInfo().username);
}

/** Who acts and why; throws CommandError for a blank or endless text. */
export const readOperator = ({ reason, by }: OperatorOptions): Operator => ({
  actor: requireText('--by', by),
  reason: requireText('--reason', reason),
});

/** A text that says something; throws CommandError. */
export function requireText(name: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > maxLength)
    throw new CommandError(`${name} needs a text of at most ${maxLength} characters.`, exitCodes.usage);
  return trimmed;
}
