import type { Command } from 'commander';
import { parseServiceName, serviceNames, startService } from '../service-files.ts';
import type { Terminal } from '../terminal.ts';

/** `run <service>`: the way in which the image starts each service too. */
export function addRunCommand(program: Command, _terminal: Terminal): void {
  program
    .command('run')
    .argument('<service>', serviceNames.join(' | '))
    .description('run one service until it is stopped (SIGTERM or Ctrl-C)')
    .action(async (word: string) => startService(parseServiceName(word)));
}
