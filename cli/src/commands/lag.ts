import type { LagReport } from '@varselvakt/lag';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { chooseReported, formatLag } from '../lag/format-lag.ts';
import { openLagSource } from '../lag/lag-source.ts';
import { asScreen, watch } from '../lag/watch-lag.ts';
import type { Terminal } from '../terminal.ts';

type Options = {
  readonly group: readonly string[];
  readonly partitions?: true;
  readonly watch?: true;
  readonly interval: string;
  readonly monitor?: string;
  readonly json?: true;
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `lag`: how far each group is, from the monitor or from Kafka itself. */
export function addLagCommand(program: Command, terminal: Terminal): void {
  program
    .command('lag')
    .option('--group <name>', 'only this group; * stands for any characters; may be said again', collect, [])
    .option('--partitions', 'each partition too')
    .option('--watch', 'look again and again, until Ctrl-C; statuses need several looks')
    .option('--interval <seconds>', 'between two looks', '2')
    .option('--monitor <address>', 'ask this monitor (default: MONITOR_URL); without one Kafka is asked')
    .option('--json', 'as JSON; with --watch one object a line')
    .description('how many records wait for each consumer group, for how long, and whether it makes its way')
    .action(async (options: Options) => showLag(options, terminal));
}

function parseInterval(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new CommandError('--interval needs a whole number from 1.', exitCodes.usage);
  return Number(text) * 1_000;
}

async function showLag(options: Options, terminal: Terminal): Promise<void> {
  const intervalMs = parseInterval(options.interval);
  const source = openLagSource(options.monitor, options.group);
  try {
    const look = async () => chooseReported(await source.lag(), options.group);
    if (options.watch) await watch({ intervalMs, show: async () => printLook(await look(), options, terminal) });
    else printOnce(await look(), options, terminal);
  } finally {
    await source.close();
  }
}

const describe = (report: LagReport, { partitions }: Options): string => formatLag(report, partitions === true);

/** A look that failed is part of the picture while somebody watches. */
function printLook(report: LagReport, options: Options, terminal: Terminal): void {
  const failure = report.failure === null ? '' : `\nKafka could not be asked: ${report.failure}`;
  const text = () => asScreen(`${describe(report, options)}${failure}`);
  terminal.print(options.json ? JSON.stringify(report) : text());
}

function printOnce(report: LagReport, options: Options, terminal: Terminal): void {
  if (options.json) terminal.printJson(report);
  else if (report.failure === null) terminal.print(describe(report, options));
  if (report.failure !== null)
    throw new CommandError(`Kafka could not be asked: ${report.failure}.`, exitCodes.connection);
  const unread = report.groups.find(({ outcome }) => outcome === 'UNKNOWN');
  if (unread !== undefined)
    throw new CommandError(`Not every group could be read: ${unread.reason}.`, exitCodes.connection);
  if (options.group.length > 0 && !report.groups.some(({ status }) => status !== 'NOTFOUND'))
    throw new CommandError('There is no such group.', exitCodes.failed);
}
