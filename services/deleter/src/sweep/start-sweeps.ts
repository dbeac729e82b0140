import type { RegistryClient } from '@varselvakt/codec';
import { type ClusterAdmin, createClusterAdmin, type KafkaClient, type Sender } from '@varselvakt/kafka';
import {
  feedbackAsDeclared,
  findFeedbackTopics,
  pipelineTopics,
  topicsAsDeclared,
  watchTopics,
} from '@varselvakt/pipeline';
import type { FlowObserver, HealthVerdict, ServiceContext } from '@varselvakt/runtime';
import { createStoreConnection, type SweepStanding } from '@varselvakt/store';
import type { DeleterConfig } from '../open-deleter.ts';
import { judgeContent, judgeVerification } from './decide-sweep.ts';
import { loopSweeps } from './loop-sweeps.ts';

export type SweepOpenings = {
  readonly kafka: KafkaClient;
  readonly sender: Sender;
  readonly registry: RegistryClient;
  readonly eventsTopic: string;
};

type SweepContext = Pick<ServiceContext, 'log' | 'health' | 'release' | 'runLoop'>;

const hourMs = 3_600_000;
const maxCandidateCount = 50_000;

/** Starts the loop that verifies erasures, on a connection of its own, with its health check and metrics, and watches how the topics are set. */
export function startSweeps(
  config: DeleterConfig,
  { log, health, release, runLoop }: SweepContext,
  { kafka, sender, registry, eventsTopic: topic }: SweepOpenings,
  report: FlowObserver,
): void {
  const admin = createClusterAdmin(kafka);
  release.push('sweep admin', admin.close);
  watchTopics({ health, runLoop, log }, admin, () => findOurTopics(config, admin));
  // Its questions go over whole tables, in their order: the plans for look-ups would be the wrong ones.
  const options = { applicationName: 'varselvakt-sweep', lookupPlans: false };
  const connection = createStoreConnection(config.DATABASE_URL, options);
  release.push('sweep connection', connection.close);
  const intervalMs = config.ERASURE_SWEEP_HOURS * hourMs;
  const watch = watchStanding(config, intervalMs, report);
  health.add({ name: 'verification', kind: 'ready', check: watch.verification });
  health.add({ name: 'content', kind: 'ready', check: watch.content });
  const groupId = `${topic}-sweep`;
  const maxCountPerSlice = config.ERASURE_SWEEP_SLICE_SIZE;
  const bounds = { maxCountPerSlice, maxCandidateCount, isDryRun: false };
  runLoop('sweep', (signal, progress) =>
    loopSweeps(
      {
        withClient: connection.withClient,
        work: { kafka, admin, sender, registry, topic, groupId, ...bounds, now: Date.now },
        intervalMs,
        pauseMs: config.DELETER_INTERVAL_SECONDS * 1_000,
        log,
        report,
        onStanding: watch.seen,
      },
      signal,
      progress,
    ),
  );
}

/** The event log and every feedback topic there is, those of single producers too; the validator, which may ask for them, compares the others. */
async function findOurTopics(config: DeleterConfig, admin: Pick<ClusterAdmin, 'topicNames'>) {
  const names = await findFeedbackTopics(admin, pipelineTopics(config.TOPIC_PREFIX));
  const events = topicsAsDeclared(config, null).filter(({ purpose }) => purpose === 'events');
  return [...events, ...feedbackAsDeclared(config, names)];
}

function watchStanding(config: DeleterConfig, intervalMs: number, report: FlowObserver) {
  let verification: HealthVerdict = { ok: true, reason: 'not asked yet' };
  let content = verification;
  return {
    verification: () => verification,
    content: () => content,
    seen: (standing: SweepStanding) => {
      verification = judgeVerification(standing, intervalMs);
      content = judgeContent(standing, config.CONTENT_REWRITE_HOURS);
      if (standing.last !== null) report({ type: 'SweepSeen', ...standing.last });
    },
  };
}
