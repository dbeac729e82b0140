import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';

/** `db migrate`: brings the tables to the version of this code. */
export function addDatabaseCommand(program: Command, _terminal: Terminal): void {
  const database = program.command('db').description('the database');
  database
    .command('migrate')
    .option('--dry-run', 'say what would be done, change nothing')
    .option('--json', 'as JSON')
    .description('bring the tables to the version of this code; doing it again changes nothing')
    .action(async () => {
      throw new CommandError('This build has no migrations yet.', exitCodes.failed);
    });
}
