import { isUuid } from '@varselvakt/domain';
import { collectTrace, readInGroup, showIds, type Trace } from '@varselvakt/inspection';
import { createDetector, createEventMask } from '@varselvakt/rules';
import { createConfigSchema, databaseSettings } from '@varselvakt/runtime';
import { connect } from '@varselvakt/store';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { readConfig } from '../read-config.ts';
import { formatTable, type Terminal } from '../terminal.ts';
import { withTopicAccess } from '../with-topic-access.ts';

const configSchema = createConfigSchema(databaseSettings);

/** `trace`: everything that happened to an event or an aggregate. */
export function addTraceCommand(program: Command, terminal: Terminal): void {
  program
    .command('trace')
    .argument('<id>', 'eventId or aggregateId')
    .option('--json', 'as JSON')
    .description('the timeline of an event or a whole case or notification: published, judged, stored, deleted')
    .action(async (id: string, options: { json?: true }) => {
      if (!isUuid(id)) throw new CommandError('An event’s or aggregate’s id is a UUID.', exitCodes.usage);
      const trace = await readTrace(id.toLowerCase());
      const { topicsRead: _, ...told } = trace;
      if (options.json) terminal.printJson(told);
      else terminal.print(formatTrace(trace));
      if (trace.steps.length === 0)
        throw new CommandError('Neither the topics nor the tables know of it (any more).', exitCodes.failed);
    });
}

async function readTrace(id: string): Promise<Trace> {
  const { DATABASE_URL: url } = readConfig(configSchema);
  return withTopicAccess(async (access) => {
    const database = await connect(url, { applicationName: 'varselvakt-trace' });
    try {
      const show = showIds(createEventMask(createDetector()));
      return await collectTrace(id, { ...access, read: readInGroup(access), show }, database);
    } finally {
      await database.close();
    }
  });
}

function formatTrace({ aggregateId, steps }: Trace): string {
  const rows = steps.map(({ at, what, detail, place }) => [new Date(at).toISOString(), what, detail, place ?? '-']);
  return `aggregate ${aggregateId ?? 'unknown'}\n${formatTable(['TIME', 'WHAT', 'DETAIL', 'WHERE'], rows)}`;
}
