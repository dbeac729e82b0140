import { userInfo } from 'node:os';
import type { OffsetPoint } from '@varselvakt/inspection';
import {
  checkKafkaSettings,
  createConfigSchema,
  groupSettings,
  kafkaSettings,
  toKafkaConnection,
} from '@varselvakt/runtime';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { isMove, type ResetStep, sumReset } from '../offsets/plan-reset.ts';
import { carryOutReset, planGroupReset, type ResetRequest } from '../offsets/reset-offsets.ts';
import { confirmByTyping } from '../operator/confirm-by-typing.ts';
import { openQuestions } from '../operator/open-questions.ts';
import { readOperator } from '../operator/operator-options.ts';
import { readConfig } from '../read-config.ts';
import { parseTime } from '../tail/offset-expression.ts';
import { formatTable, type Terminal } from '../terminal.ts';
import { withClusterAdmin } from '../with-cluster-admin.ts';
import { withDatabase } from '../with-database.ts';

const configSchema = createConfigSchema({ ...kafkaSettings, PERSISTER_GROUP_ID: groupSettings.PERSISTER_GROUP_ID }, [
  checkKafkaSettings,
]);

type Options = {
  readonly group: string;
  readonly topic: string;
  readonly partition?: string;
  readonly toTime?: string;
  readonly toOffset?: string;
  readonly toEarliest?: true;
  readonly toLatest?: true;
  readonly dryRun?: true;
  readonly confirm?: string;
  readonly reason?: string;
  readonly by: string;
  readonly json?: true;
};

/** `offsets reset`: moves a consumer group that stands still. */
export function addOffsetsCommand(program: Command, terminal: Terminal): void {
  const offsets = program.command('offsets').description('where consumer groups stand');
  offsets
    .command('reset')
    .requiredOption('--group <id>', 'the consumer group; it must have no members')
    .requiredOption('--topic <topic>', 'the topic')
    .option('--partition <n>', 'only this partition')
    .option('--to-time <when>', 'to the first record from then on: 2h (ago), a date, or an instant')
    .option('--to-offset <n>', 'to this offset')
    .option('--to-earliest', 'to the start')
    .option('--to-latest', 'to the end')
    .option('--dry-run', 'say what would be, change nothing')
    .option('--confirm <group>', 'the name of the group, instead of typing it when asked')
    .option('--reason <text>', 'why; it is written down')
    .option('--by <who>', 'who does it; it is written down (default: the user of this machine)', userInfo().username)
    .option('--json', 'as JSON')
    .description('move a group: shows from, to, and how much is skipped or read again, and asks before it is done')
    .action(async (options: Options) => resetOffsets(options, terminal));
}

async function resetOffsets(options: Options, terminal: Terminal): Promise<void> {
  const config = readConfig(configSchema);
  const request = toRequest(options, Date.now());
  if (request.groupId === config.PERSISTER_GROUP_ID)
    throw new CommandError(
      'The persister goes on where its tables stand (log_position), not where its group does: a reset would change nothing.',
      exitCodes.usage,
    );
  const isDryRun = options.dryRun === true;
  if (!isDryRun && options.reason === undefined)
    throw new CommandError('Say --reason (it is written down), or --dry-run.', exitCodes.usage);
  await withClusterAdmin(toKafkaConnection(config, 'cli'), async (admin) => {
    const steps = await planGroupReset(request, admin);
    if (!options.json) terminal.print(formatPlan(steps));
    const isMoved = !isDryRun && steps.some(isMove);
    if (isMoved) {
      const operator = readOperator({ reason: options.reason ?? '', by: options.by });
      await confirm(request.groupId, options.confirm, terminal);
      await withDatabase({ applicationName: 'varselvakt-offsets' }, (database) =>
        carryOutReset(request, steps, operator, { admin, database }),
      );
    }
    if (options.json) terminal.printJson(toJson(steps, isMoved));
    else terminal.print(isMoved ? 'It stands there now.' : 'Nothing was changed.');
  });
}

async function confirm(groupId: string, given: string | undefined, { say }: Terminal): Promise<void> {
  const questions = openQuestions(process.stdin, say);
  try {
    await confirmByTyping(groupId, given, questions);
  } finally {
    questions.close();
  }
}

function toRequest(options: Options, now: number): ResetRequest {
  const points = [
    options.toTime === undefined ? null : parsePast(options.toTime, now),
    options.toOffset === undefined ? null : parseOffset(options.toOffset),
    options.toEarliest ? ({ at: 'START' } as const) : null,
    options.toLatest ? ({ at: 'END' } as const) : null,
  ].filter((point) => point !== null);
  const [to, ...others] = points;
  if (to === undefined || others.length > 0)
    throw new CommandError(
      'Say exactly one of --to-time, --to-offset, --to-earliest and --to-latest.',
      exitCodes.usage,
    );
  const { group: groupId, topic, partition } = options;
  return { groupId, topic, to, partition: partition === undefined ? null : parseWhole('--partition', partition) };
}

function parsePast(text: string, now: number): OffsetPoint {
  const time = parseTime(/^\d+[smhd]$/.test(text) ? `-${text}` : text, now);
  if (time === null)
    throw new CommandError('--to-time needs a span such as 2h, a date, or an instant with its zone.', exitCodes.usage);
  return { at: 'TIME', time };
}

function parseOffset(text: string): OffsetPoint {
  if (!/^\d{1,19}$/.test(text)) throw new CommandError('--to-offset needs a whole number.', exitCodes.usage);
  return { at: 'OFFSET', offset: BigInt(text) };
}

function parseWhole(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new CommandError(`${name} needs a whole number.`, exitCodes.usage);
  return Number(text);
}

function formatPlan(steps: readonly ResetStep[]): string {
  const rows = steps.map(({ partition, from, to, skippedCount, repeatedCount }) =>
    [partition, from ?? 'never committed', to, skippedCount, repeatedCount].map(String),
  );
  const { skippedCount, repeatedCount } = sumReset(steps);
  const skipped = skippedCount === 0n ? [] : [`${skippedCount} records would NEVER be read by this group.`];
  const repeated = repeatedCount === 0n ? [] : [`${repeatedCount} records would be read again.`];
  return [formatTable(['PARTITION', 'FROM', 'TO', 'SKIPPED', 'REPEATED'], rows), '', ...skipped, ...repeated].join(
    '\n',
  );
}

function toJson(steps: readonly ResetStep[], isMoved: boolean) {
  const text = (offset: bigint | null) => (offset === null ? null : offset.toString());
  return {
    isMoved,
    partitions: steps.map((step) => ({
      partition: step.partition,
      from: text(step.from),
      to: text(step.to),
      skippedCount: Number(step.skippedCount),
      repeatedCount: Number(step.repeatedCount),
    })),
  };
}
