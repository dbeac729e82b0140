import { withReleaseStack } from '@varselvakt/runtime';
import { checkSchema, connect, findOccupiedTables, type StoreClient } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { readConfig } from '../read-config.ts';
import { readConfigSchema } from '../service-files.ts';
import { formatTable, type Terminal } from '../terminal.ts';
import { withTopicAccess } from '../with-topic-access.ts';
import { showBar } from './progress-bar.ts';
import { findStretch } from './read-stretch.ts';
import { type RebuildResult, rebuildDatabase } from './rebuild-database.ts';
import { type LogSurvey, surveyLog } from './survey-log.ts';

export type RebuildRequest = {
  /** Null: the database of the environment. */
  readonly into: string | null;
  /** A database that still holds what the event log does not. */
  readonly keepFrom: string | null;
  readonly actor: string;
  readonly dryRun: boolean;
  readonly isJson: boolean;
};

/** Fills an empty database from the event log and says whether the two agree. Throws CommandError, KafkaError, StoreError. */
export async function runRebuild(request: RebuildRequest, terminal: Terminal): Promise<void> {
  const given = { DATABASE_URL: request.into ?? '', DATABASE_URL_FILE: '' };
  const environment = request.into === null ? process.env : { ...process.env, ...given };
  const config = readConfig(await readConfigSchema('persister'), environment);
  const databaseUrl = String(config['DATABASE_URL']);
  const done = await withTopicAccess((access) =>
    withReleaseStack(async (release) => {
      const into = await openTables(databaseUrl, release);
      await requireEmpty(into);
      const keptFrom = request.keepFrom === null ? null : await openTables(request.keepFrom, release);
      const stretch = await findStretch(access.admin, access.topics.events);
      const bar = showBar('looking', stretch.offsetCount, process.stderr);
      release.push('progress', bar.stop);
      const survey = await surveyLog(access, stretch, bar.add);
      if (request.dryRun) return { survey, result: null };
      const { actor } = request;
      const onRefused = (code: string) => terminal.say(`A record could not be put on the log again: ${code}`);
      const work = { access, config, stretch, survey, databaseUrl, into, keptFrom, actor, release, bar, onRefused };
      return { survey, result: await rebuildDatabase(work) };
    }),
  );
  tell(done.survey, done.result, request.isJson, terminal);
}

type Release = { readonly push: (name: string, release: () => unknown) => void };

async function openTables(url: string, release: Release): Promise<StoreClient> {
  const patience = { statementTimeoutMs: 0, queryTimeoutMs: 3_600_000 };
  const client = await connect(url, { applicationName: 'varselvakt-rebuild', lookupPlans: false, ...patience });
  release.push('database', client.close);
  await checkSchema(client);
  return client;
}

async function requireEmpty(client: StoreClient): Promise<void> {
  const tables = await findOccupiedTables(client);
  if (tables.length === 0) return;
  throw new CommandError(
    `The database is not empty (${tables.join(', ')}). Make a new one, run "varselvakt db migrate" on it, and give that.`,
    exitCodes.usage,
  );
}

function tell(survey: LogSurvey, result: RebuildResult | null, isJson: boolean, terminal: Terminal): void {
  const { recordCount, tombstonedKeyCount, erasures, unreadableCount } = survey;
  const log = { recordCount, tombstonedKeyCount, announcedErasureCount: erasures.length, unreadableCount };
  if (isJson) terminal.printJson({ outcome: 'DRY_RUN', log, ...result });
  else
    terminal.print(formatTable(['WHAT', 'COUNT'], [...logRows(log), ...(result === null ? [] : resultRows(result))]));
  if (result === null) return;
  if (result.outcome === 'DIFFERENT')
    throw new CommandError('The tables do not agree with the event log: do not use them.', exitCodes.failed);
  if (!isJson) for (const line of advice) terminal.say(line);
}

const advice = [
  'The tables agree with the event log. Deletions are paused for 7 days: holds, the ledger and operator actions are not on the log.',
  'Place the holds that are missing, then run "varselvakt deletions resume". The persister goes on where the log ended.',
];

type Rows = readonly (readonly [string, string])[];

const logRows = (log: Readonly<Record<string, number>>): Rows => [
  ['records on the event log', String(log['recordCount'])],
  ['keys with a tombstone', String(log['tombstonedKeyCount'])],
  ['erasures that it announces', String(log['announcedErasureCount'])],
  ['announcements that cannot be read', String(log['unreadableCount'])],
];

function resultRows({ tally, counts, restoredLineCount, carried }: RebuildResult): Rows {
  const numbers: readonly (readonly [string, number])[] = [
    ['events stored', tally.storedCount],
    ['repeats of these', tally.repeatedCount],
    ['passed over', tally.passedOverCount],
    ['unusable', tally.unusableCount],
    ...Object.entries(tally.refusedCounts).map(([code, count]) => [`refused: ${code}`, count] as const),
    ['cases and notifications', counts.aggregateCount],
    ['groups with a case', counts.groupCount],
    ['due already', counts.dueCount],
    ['records that the persister will publish', counts.outboxCount],
    ['lines of the ledger made anew', restoredLineCount],
    ...Object.entries(carried).map(([table, count]) => [`carried over: ${table}`, count] as const),
  ];
  return numbers.map(([what, count]) => [what, String(count)]);
}
