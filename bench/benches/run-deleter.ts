import type { BenchContext } from '../bench-context.ts';
import { parseStepLine, type StepLine } from '../measure/deleter-steps.ts';
import type { BenchDatabase } from '../stack/bench-database.ts';
import { type MeasuredProcess, startService } from '../stack/child-process.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';

export type DeleterRun = {
  readonly name: string;
  readonly topics: PipelineTopics;
  readonly database: BenchDatabase;
  readonly settings?: NodeJS.ProcessEnv;
};

/** A deleter at work, and the steps that it has reported so far. */
export type RunningDeleter = MeasuredProcess & { readonly steps: readonly StepLine[] };

/** Starts a deleter. Its steps are told at the level of debugging only. */
export function startDeleter({ environment, options }: BenchContext, run: DeleterRun): RunningDeleter {
  const steps: StepLine[] = [];
  const started = startService('deleter', {
    name: run.name,
    environment: {
      ...environment.variables,
      DATABASE_URL: run.database.url,
      TOPIC_PREFIX: run.topics.prefix,
      LOG_LEVEL: 'debug',
      ...run.settings,
    },
    workFolder: environment.workFolder,
    profileFolder: options.profileFolder ?? undefined,
    onLogLine: (line) => {
      const step = parseStepLine(line);
      if (step !== undefined) steps.push(step);
    },
  });
  return { ...started, steps };
}

/** How many have ever been erased. */
export const readErasedCount = ({ readNumber }: BenchDatabase): Promise<number> =>
  readNumber('select coalesce(max(erasure_number), 0) from erasure');

/** Nothing is planned from now on. */
export async function pauseDeletions({ client }: BenchDatabase): Promise<void> {
  await client.query(`update deletion_control set paused_until = now() + interval '1 hour'`);
}

/** Deletions go on at the next interval. */
export async function resumeDeletions({ client }: BenchDatabase): Promise<void> {
  await client.query('update deletion_control set paused_until = null');
}
