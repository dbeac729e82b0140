import { fileURLToPath } from 'node:url';
import type { BenchContext } from '../bench-context.ts';
import { type MeasuredProcess, startService } from '../stack/child-process.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';
import { openRecordCounter } from '../stack/record-counter.ts';

const registerPath = fileURLToPath(new URL('../load/register.yaml', import.meta.url));

export type ValidatorRun = {
  readonly name: string;
  /** Whose inbound topic it reads; left as it is, so that other runs read it too. */
  readonly source: PipelineTopics;
  /** Whose other topics it writes. */
  readonly target: PipelineTopics;
};

/** Starts a validator that begins at the start of the inbound topic. */
export function startValidator({ environment, options }: BenchContext, run: ValidatorRun): MeasuredProcess {
  return startService('validator', {
    name: run.name,
    environment: {
      ...environment.variables,
      TOPIC_PREFIX: run.target.prefix,
      INBOUND_TOPICS: run.source.inbound,
      VALIDATOR_GROUP_ID: `${environment.runName}.${run.name}`,
      REGISTER_PATH: registerPath,
      INBOUND_PURGE_AFTER_SECONDS: '0',
    },
    workFolder: environment.workFolder,
    profileFolder: options.profileFolder ?? undefined,
  });
}

const PATIENCE_MS = 60_000;

/** Lets a validator make the event log of a backlog, unmeasured. Throws when it does not accept every event. */
export async function makeEventLog(context: BenchContext, topics: PipelineTopics, eventCount: number): Promise<void> {
  const counter = await openRecordCounter(context.environment);
  const validator = startValidator(context, { name: 'validator-before', source: topics, target: topics });
  try {
    await waitForCount(() => counter.count([topics.events, topics.feedback, topics.deadLetter]), eventCount);
    const accepted = await counter.count([topics.events]);
    if (accepted !== eventCount) throw new Error(`Only ${accepted} of ${eventCount} events were accepted`);
  } finally {
    await validator.stop();
    await counter.close();
  }
}

async function waitForCount(readCount: () => Promise<number>, wanted: number): Promise<void> {
  let seen = 0;
  for (let movedAt = performance.now(); seen < wanted; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const count = await readCount();
    if (count > seen) movedAt = performance.now();
    seen = count;
    if (performance.now() - movedAt > PATIENCE_MS) throw new Error(`Stopped at ${seen} of ${wanted} events`);
  }
}
