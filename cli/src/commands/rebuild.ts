import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { requireText } from '../operator/operator-options.ts';
import { runRebuild } from '../rebuild/run-rebuild.ts';
import type { Terminal } from '../terminal.ts';

type RebuildOptions = {
  readonly into?: string;
  readonly keepFrom?: string;
  readonly by: string;
  readonly dryRun?: true;
  readonly json?: true;
};

/** `rebuild`: the tables from the event log. */
export function addRebuildCommand(program: Command, terminal: Terminal): void {
  program
    .command('rebuild')
    .option('--into <url>', 'an empty database with the newest tables (default: DATABASE_URL)')
    .option('--keep-from <url>', 'a database, or a backup of it, that holds ledger, holds and operator actions')
    .option('--by <who>', 'who does it; it is written down (default: the user of this machine)', userInfo().username)
    .option('--dry-run', 'read the event log and say what is there, store nothing')
    .option('--json', 'as JSON')
    .description('fill an empty database from the event log alone, and say whether the two agree')
    .action(async ({ into, keepFrom, by, dryRun, json }: RebuildOptions) =>
      runRebuild(
        {
          into: into ?? null,
          keepFrom: keepFrom ?? null,
          actor: requireText('--by', by),
          dryRun: dryRun === true,
          isJson: json === true,
        },
        terminal,
      ),
    );
}
