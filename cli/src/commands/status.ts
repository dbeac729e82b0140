import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatStatus } from '../lag/format-status.ts';
import { openLagSource } from '../lag/lag-source.ts';
import type { Terminal } from '../terminal.ts';

type Options = { readonly monitor?: string; readonly json?: true };

/** `status`: whether the pipeline works, from the monitor or from Kafka and Postgres themselves. */
export function addStatusCommand(program: Command, terminal: Terminal): void {
  program
    .command('status')
    .option('--monitor <address>', 'ask this monitor (default: MONITOR_URL); without one Kafka and Postgres are asked')
    .option('--json', 'as JSON')
    .description('whether each stage works, why not, and what to do; ends with 1 when one does not')
    .action(async (options: Options) => showStatus(options, terminal));
}

async function showStatus({ monitor, json }: Options, terminal: Terminal): Promise<void> {
  const source = openLagSource(monitor, []);
  try {
    const status = await source.status();
    if (json) terminal.printJson(status);
    else terminal.print(formatStatus(status));
    const faults = status.stages.filter(({ verdict }) => verdict === 'UNHEALTHY' || verdict === 'UNKNOWN');
    const probe = status.probe?.state === 'LOST' ? ['probe'] : [];
    if (!status.healthy)
      throw new CommandError(
        `Look at: ${[...faults.map(({ stage }) => stage), ...probe].join(', ')}.`,
        exitCodes.failed,
      );
  } finally {
    await source.close();
  }
}
