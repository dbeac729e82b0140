import type { ClusterAdmin, TopicDeclaration } from '@varselvakt/kafka';
import {
  coerceError,
  errorCodeOf,
  type HealthVerdict,
  nextDelayMs,
  type ServiceContext,
  sleep,
} from '@varselvakt/runtime';
import { findTopicDrifts, type TopicFault } from './find-topic-drifts.ts';

/** Settings on which it depends how long personal data can stay on a topic (and, with delete.retention.ms, that it stays away). */
const erasureSettings: ReadonlySet<string> = new Set([
  'cleanup.policy',
  'retention.ms',
  'segment.ms',
  'max.compaction.lag.ms',
  'delete.retention.ms',
]);

const shownFaultCount = 3;
const checkEveryMs = 300_000;

/** What drift says about readiness: each topic, its setting, what it is, what it should be, and the remedy. Pure. */
export function judgeTopics(faults: readonly TopicFault[]): HealthVerdict {
  const drifted = faults.filter(({ setting }) => setting !== null && erasureSettings.has(setting));
  if (drifted.length === 0) return { ok: true, reason: 'as declared' };
  const shown = drifted
    .slice(0, shownFaultCount)
    .map(({ topic, problem, remedy }) => `${topic}: ${problem}; ${remedy}`);
  const more = drifted.length > shown.length ? [`and ${drifted.length - shown.length} more`] : [];
  return { ok: false, reason: [...shown, ...more].join(' | ') };
}

type WatchContext = Pick<ServiceContext, 'health' | 'runLoop' | 'log'>;

/**
 * Compares the topics with their declarations at the start and then every five minutes: while one that holds personal data is set
 * otherwise, the service is not ready. Which topics these are is asked each time. Where it may not ask (DescribeConfigs), it says so and goes on; "varselvakt topics check" can.
 */
export function watchTopics(
  { health, runLoop, log }: WatchContext,
  admin: Pick<ClusterAdmin, 'checkTopics'>,
  findDeclarations: () => Promise<readonly TopicDeclaration[]>,
): void {
  let verdict: HealthVerdict = { ok: false, reason: 'not compared yet' };
  let toldReason = '';
  health.add({ name: 'topics', kind: 'ready', check: () => verdict });
  const look = async (): Promise<boolean> => {
    try {
      verdict = judgeTopics(findTopicDrifts(await admin.checkTopics(await findDeclarations())));
    } catch (thrown) {
      const code = errorCodeOf(coerceError(thrown));
      if (!code.endsWith('AUTHORIZATION_FAILED')) return false;
      verdict = { ok: true, reason: 'not allowed to compare them: DescribeConfigs is not granted' };
    }
    if (verdict.reason !== toldReason && verdict.reason !== 'as declared')
      log.warn({ reason: verdict.reason }, 'topics');
    toldReason = verdict.reason;
    return true;
  };
  runLoop('topics', async (signal, progress) => {
    let failureCount = 0;
    while (!signal.aborted) {
      failureCount = (await look()) ? 0 : failureCount + 1;
      // That Kafka is away is told by others; here only the last answer counts.
      progress.idle();
      const pauseMs = failureCount === 0 ? checkEveryMs : nextDelayMs(failureCount);
      await idleFor(pauseMs, signal, progress.idle);
    }
  });
}

const idleMs = 10_000;

/** Says now and then that it lives: a loop that is silent for long counts as stuck. */
async function idleFor(pauseMs: number, signal: AbortSignal, onIdle: () => void): Promise<void> {
  for (let leftMs = pauseMs; leftMs > 0 && !signal.aborted; leftMs -= idleMs) {
    await sleep(Math.min(idleMs, leftMs), signal);
    onIdle();
  }
}
