import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { parseServiceName, serviceNames, startService } from '../service-files.ts';
import type { Terminal } from '../terminal.ts';

/** `run <service>`: the way in which the image starts each service too. */
export function addRunCommand(program: Command, _terminal: Terminal): void {
  program
    .command('run')
    .argument('<service>', serviceNames.join(' | '))
    .option('--dry-run', 'the deleter only: say what would be deleted, delete nothing (DELETER_DRY_RUN)')
    .description('run one service until it is stopped (SIGTERM or Ctrl-C)')
    .action(async (word: string, { dryRun }: { dryRun?: true }) => {
      const name = parseServiceName(word);
      if (dryRun === true && name !== 'deleter')
        throw new CommandError('Only the deleter has a dry run.', exitCodes.usage);
      if (dryRun === true) process.env['DELETER_DRY_RUN'] = 'true';
      endWithParent();
      await startService(name);
    });
}

/** A parent that opened an IPC channel wants the service to end with it, also when it is killed; the channel closes then. */
function endWithParent(): void {
  if (process.channel === undefined) return;
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
