import type { Command } from 'commander';
import { parseServiceName, serviceNames, startService } from '../service-files.ts';
import type { Terminal } from '../terminal.ts';

/** `run <service>`: the way in which the image starts each service too. */
export function addRunCommand(program: Command, _terminal: Terminal): void {
  program
    .command('run')
    .argument('<service>', serviceNames.join(' | '))
    .description('run one service until it is stopped (SIGTERM or Ctrl-C)')
    .action(async (word: string) => {
      endWithParent();
      await startService(parseServiceName(word));
    });
}

/** A parent that opened an IPC channel wants the service to end with it, also when it is killed; the channel closes then. */
function endWithParent(): void {
  if (process.channel === undefined) return;
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
