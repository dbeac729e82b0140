import type { BenchContext } from '../bench-context.ts';
import type { BenchDatabase } from '../stack/bench-database.ts';
import { type MeasuredProcess, startService } from '../stack/child-process.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';

export type PersisterRun = {
  readonly name: string;
  readonly topics: PipelineTopics;
  readonly database: BenchDatabase;
};

/** Starts a persister that goes on where its database stands. */
export function startPersister({ environment, options }: BenchContext, run: PersisterRun): MeasuredProcess {
  return startService('persister', {
    name: run.name,
    environment: {
      ...environment.variables,
      DATABASE_URL: run.database.url,
      TOPIC_PREFIX: run.topics.prefix,
      PERSISTER_GROUP_ID: `${environment.runName}.${run.name}`,
    },
    workFolder: environment.workFolder,
    profileFolder: options.profileFolder ?? undefined,
  });
}

/** How many records of the event log are stored, durably: the positions move in the transaction of the rows. */
export function readStoredCount({ database, topics }: Pick<PersisterRun, 'database' | 'topics'>): Promise<number> {
  const sql = 'select coalesce(sum(next_offset), 0) from log_position where topic = $1';
  return database.readNumber(sql, [topics.events]);
}
