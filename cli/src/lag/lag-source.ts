import { createKafkaClient, createLagReader } from '@varselvakt/kafka';
import {
  createLagCollector,
  type DeletionFacts,
  decideStages,
  type LagReport,
  type PipelineStatus,
  parseLagReport,
  parsePipelineStatus,
  readDeletionFacts,
  usualRules,
  watchedGroups,
} from '@varselvakt/lag';
import {
  checkKafkaSettings,
  coerceError,
  createConfigSchema,
  errorCodeOf,
  groupSettings,
  kafkaSettings,
  optional,
  setting,
  text,
  toKafkaConnection,
  topicSettings,
} from '@varselvakt/runtime';
import { CommandError, exitCodes } from '../command-error.ts';
import { readConfig } from '../read-config.ts';
import { withDatabase } from '../with-database.ts';

const configSchema = createConfigSchema({ ...kafkaSettings, ...topicSettings, ...groupSettings }, [checkKafkaSettings]);

/** A monitor that has tokens wants one. */
const monitorSchema = createConfigSchema({
  MONITOR_TOKEN: setting(
    optional(text({ maxLength: 512 }).refine((token) => /^[\w.~+/=-]+$/.test(token), 'must be a token')),
    {
      about: 'token for the monitor that --monitor names',
      example: '<what you were given>',
      secret: true,
    },
  ),
});

/** Where the numbers come from: the monitor, which has looked for a while, or Kafka itself, looked at now. */
export type LagSource = {
  readonly lag: () => Promise<LagReport>;
  readonly status: () => Promise<PipelineStatus>;
  readonly close: () => Promise<void>;
};

const ANSWER_MS = 10_000;
/** Half of the time that somebody waits for an answer without wondering. */
const LOOK_MS = 8_000;

async function ask<Answer>(monitor: string, path: string, parse: (value: unknown) => Answer | null): Promise<Answer> {
  const place = new URL(path, monitor).href;
  let value: unknown;
  try {
    const { MONITOR_TOKEN: token } = readConfig(monitorSchema);
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(place, { headers, signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
    if (response.status === 401)
      throw new CommandError(`The monitor at ${place} wants a token: set MONITOR_TOKEN.`, exitCodes.usage);
    if (!response.ok)
      throw new CommandError(`The monitor answers ${response.status} at ${place}.`, exitCodes.connection);
    value = await response.json();
  } catch (thrown) {
    if (thrown instanceof CommandError) throw thrown;
    throw new CommandError(`The monitor does not answer at ${place}.`, exitCodes.connection, { cause: thrown });
  }
  const answer = parse(value);
  if (answer !== null) return answer;
  throw new CommandError(`What answers at ${place} is no monitor of this version.`, exitCodes.connection);
}

const fromMonitor = (monitor: string): LagSource => ({
  lag: () => ask(monitor, '/api/lag', parseLagReport),
  status: () => ask(monitor, '/api/status', parsePipelineStatus),
  close: async () => undefined,
});

async function askPostgres(): Promise<DeletionFacts> {
  if (!process.env['DATABASE_URL'] && !process.env['DATABASE_URL_FILE']) return { outcome: 'NOT_ASKED' };
  try {
    return await withDatabase({ applicationName: 'varselvakt-status' }, readDeletionFacts);
  } catch (thrown) {
    return { outcome: 'FAILED', code: errorCodeOf(coerceError(thrown)) };
  }
}

function fromKafka(others: readonly string[]): LagSource {
  const config = readConfig(configSchema);
  const reader = createLagReader(createKafkaClient(toKafkaConnection(config, 'cli'), () => undefined));
  const collector = createLagCollector(reader, {
    cluster: 'local',
    watched: watchedGroups(config, others),
    rules: usualRules,
    deadlineMs: LOOK_MS,
  });
  return {
    lag: collector.collect,
    status: async () => {
      const [report, deletions] = await Promise.all([collector.collect(), askPostgres()]);
      return decideStages(report, deletions);
    },
    close: reader.close,
  };
}

/** The address as given; throws CommandError for anything but http(s). */
function parseMonitor(address: string): string {
  const url = URL.parse(address);
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url.origin;
  throw new CommandError('--monitor needs an address such as http://127.0.0.1:8080.', exitCodes.usage);
}

/**
 * Opens the monitor at the address (or at MONITOR_URL), else Kafka by the settings; `others` = groups besides our own, by name or
 * pattern, which a monitor must have been told to watch. Throws CommandError for bad settings.
 */
export function openLagSource(monitor: string | undefined, others: readonly string[]): LagSource {
  const address = monitor ?? process.env['MONITOR_URL'];
  return address === undefined || address === '' ? fromKafka(others) : fromMonitor(parseMonitor(address));
}
