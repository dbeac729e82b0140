import { type Logger, nextDelayMs, type ProgressTracker, type ServiceContext, sleep } from '@varselvakt/runtime';
import {
  checkSchema,
  countPlannedDeletions,
  createStoreConnection,
  readControl,
  readErasedByDay,
  readPlannableDeletions,
  type StoreClient,
} from '@varselvakt/store';
import { toLimits } from '../config.ts';
import { comparedDayCount } from '../judge-volume.ts';
import type { DeleterConfig } from '../open-deleter.ts';
import { requireHealable } from '../require-healable.ts';
import { describeRun } from './describe-run.ts';

type DryRunContext = Pick<ServiceContext, 'waitFor' | 'release' | 'health' | 'log' | 'runLoop'>;

/**
 * Runs as a deleter that only says what it would delete: it writes nothing to Kafka, and its connection to Postgres is one that cannot
 * change anything. It takes no lock, so that a real deleter works beside it.
 */
export async function startDryRuns(config: DeleterConfig, context: DryRunContext): Promise<void> {
  const connection = createStoreConnection(config.DATABASE_URL, {
    applicationName: 'varselvakt-deleter-dry-run',
    lookupPlans: false,
    readOnly: true,
  });
  context.release.push('database', connection.close);
  await context.waitFor('database', () => connection.withClient(checkSchema));
  context.health.add({
    name: 'dry run',
    kind: 'ready',
    check: () => ({ ok: true, reason: 'DELETER_DRY_RUN is set: nothing is deleted' }),
  });
  context.log.warn('DELETER_DRY_RUN is set: this deleter says what it would delete, and deletes nothing');
  const pauseMs = config.DELETER_INTERVAL_SECONDS * 1_000;
  context.runLoop('dry runs', (signal, progress) =>
    loopDryRuns({ withClient: connection.withClient, config, log: context.log, pauseMs }, signal, progress),
  );
}

type DryRunParts = {
  readonly withClient: <T>(use: (client: StoreClient) => Promise<T>) => Promise<T>;
  readonly config: DeleterConfig;
  readonly log: Logger;
  readonly pauseMs: number;
};

async function loopDryRuns(parts: DryRunParts, signal: AbortSignal, progress: ProgressTracker): Promise<void> {
  let failureCount = 0;
  while (!signal.aborted) {
    try {
      await parts.withClient((client) => runDry(client, parts));
      failureCount = 0;
      progress.idle();
      await sleep(parts.pauseMs, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = requireHealable(thrown);
      failureCount += 1;
      parts.log.warn({ err: error }, 'a dry run was broken off; it is tried again after a pause');
      await sleep(nextDelayMs(failureCount), signal);
    }
  }
}

async function runDry(client: StoreClient, { config, log }: DryRunParts): Promise<void> {
  const plannable = await readPlannableDeletions(client);
  const verdict = describeRun({
    control: await readControl(client),
    plannable,
    erasedByDay: await readErasedByDay(client, comparedDayCount),
    plannedCount: await countPlannedDeletions(client),
    limits: toLimits(config).volumeLimits,
    now: Date.now(),
  });
  for (const { producerId, label, cause, goingCount, alongCount } of plannable)
    log.info({ producerId, label, cause, count: goingCount, withCases: alongCount }, 'would be deleted');
  log.info(
    { count: verdict.goingCount, obstacle: verdict.obstacle, limitCount: verdict.limitCount },
    verdict.obstacle === null ? 'so much would be deleted now' : 'nothing would be deleted now',
  );
}
