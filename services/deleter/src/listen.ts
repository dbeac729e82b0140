import {
  combineObservers,
  errorCodeOf,
  type FlowObserver,
  type HealthCheck,
  type Logger,
  type ProgressTracker,
  type ServiceContext,
} from '@varselvakt/runtime';
import type { DeleterEvent, DeleterObserver } from './deleter-event.ts';

/** Log, metrics and health checks listen; what is given back makes the observer of a loop, whose progress it tells too. */
export function createListeners(
  { log, health }: Pick<ServiceContext, 'log' | 'health'>,
  report: FlowObserver,
): (progress: ProgressTracker) => DeleterObserver {
  const [clocks, planning] = [watchClocks(), watchPlanning()];
  for (const { check } of [clocks, planning]) health.add(check);
  return (progress) =>
    combineObservers(
      logDeleterEvents(log),
      countDeleterEvents(report),
      trackDeleterEvents(progress),
      clocks.observe,
      planning.observe,
    );
}

/** Writes down what an operator should know of; steps that go well are counted, not logged. */
function logDeleterEvents(log: Logger): DeleterObserver {
  return (event) => {
    switch (event.type) {
      case 'Erased':
        return log.info({ cause: event.cause, count: event.count }, 'erased');
      case 'KeysDoNotAddUp':
        return log.error({ count: event.count }, 'log keys and events do not add up: these are not deleted');
      case 'Replanned':
        return log.warn({ count: event.count }, 'their events are not those that were planned: planned anew');
      case 'Postponed':
        return log.info({ count: event.count }, 'cases whose group is in use wait for the next run');
      case 'ClocksApart':
        return log.error({ apartMs: event.apartMs }, 'the clocks of process and database disagree: nothing is planned');
      case 'PlanningPaused':
        return log.info({ until: new Date(event.until).toISOString() }, 'deletions are paused: nothing is planned');
      case 'VolumeExceeded':
        return log.error(
          { reason: event.reason, atCount: event.atCount, limitCount: event.limitCount },
          'more is due than may go within 24 hours: nothing is planned until somebody runs "varselvakt deletions approve"',
        );
      case 'PlanningAllowed':
        return;
      case 'ProducerCapped':
        return log.warn('a producer has had its share of this run; the rest of it waits for the next one');
      case 'ContentCleaned':
        return log.info(
          { dropped: event.droppedCount, rewritten: event.rewrittenCount },
          'erased texts left the data files',
        );
      case 'ContentCleaningFailed':
        return log.warn({ code: event.code }, 'data files could not be cleaned; tried again at the next run');
      case 'HardDeletesOutlived':
        return log.info({ count: event.count }, 'tombstoned HardDeleted records that are old enough');
      case 'CleaningHeldBack':
        return log.warn(
          { heldSeconds: event.heldSeconds },
          'a transaction that was left open keeps deleted rows from being freed: deletions become slower, and erased bytes stay; pg_stat_activity names it',
        );
      case 'TalliesForgotten':
        return log.info({ count: event.count }, 'forgot counts of events of long ago');
      case 'LedgerSealed':
        return log.info({ seal: `${event.batchNumber}:${event.batchHash}` }, 'the newest seal of the ledger');
      case 'StepReached':
        return log.debug({ step: event.step, count: event.count, durationMs: event.durationMs }, 'step');
      default:
        return event satisfies never;
    }
  };
}

/** Counts what was erased and told. */
function countDeleterEvents(report: FlowObserver): DeleterObserver {
  return (event) => {
    if (event.type === 'Erased') report({ type: 'RowsErased', reason: event.cause, count: event.count });
    if (event.type === 'StepReached' && event.step === 'feedback-published')
      report({ type: 'FeedbackPublished', kind: 'DELETED', result: 'ok', count: event.count });
    if (event.type === 'StepReached' && event.step === 'notices-published')
      report({ type: 'FeedbackPublished', kind: 'DELETION_PLANNED', result: 'ok', count: event.count });
    if (event.type === 'PlanningPaused') report({ type: 'PlanningSeen', isPaused: true, isStopped: false });
    if (event.type === 'VolumeExceeded') report({ type: 'PlanningSeen', isPaused: false, isStopped: true });
    if (event.type === 'PlanningAllowed') report({ type: 'PlanningSeen', isPaused: false, isStopped: false });
  };
}

/** Every step is progress: a run over a million aggregates takes longer than the limit. */
function trackDeleterEvents(progress: ProgressTracker): DeleterObserver {
  return (event) => {
    if (event.type === 'StepReached') progress.progressed();
  };
}

/** Not ready while the clocks disagree; ready again after the next step that was taken. */
function watchClocks(): { readonly observe: (event: DeleterEvent) => void; readonly check: HealthCheck } {
  let apartMs: number | null = null;
  return {
    observe: (event) => {
      if (event.type === 'ClocksApart') apartMs = event.apartMs;
      else if (event.type === 'StepReached') apartMs = null;
    },
    check: {
      name: 'clocks',
      kind: 'ready',
      check: () => ({
        ok: apartMs === null,
        reason: apartMs === null ? 'together' : `process and database are ${Math.round(apartMs / 1_000)} s apart`,
      }),
    },
  };
}

/** Not ready while the circuit breaker stands open; a pause is meant, so it is told and no fault. */
function watchPlanning(): { readonly observe: (event: DeleterEvent) => void; readonly check: HealthCheck } {
  let verdict = { ok: true, reason: 'planning' };
  return {
    observe: (event) => {
      if (event.type === 'PlanningAllowed') verdict = { ok: true, reason: 'planning' };
      if (event.type === 'PlanningPaused')
        verdict = { ok: true, reason: `paused until ${new Date(event.until).toISOString()}` };
      if (event.type === 'VolumeExceeded')
        verdict = {
          ok: false,
          reason: `stopped (${event.reason}): at least ${event.atCount} deletions within 24 h, ${event.limitCount} may go; look, then run varselvakt deletions approve`,
        };
    },
    check: { name: 'volume', kind: 'ready', check: () => verdict },
  };
}

/** Not ready from a fault until a run has succeeded again (or another deleter works). */
export function watchFaults(): {
  readonly failed: (error: Error) => void;
  readonly observe: FlowObserver;
  readonly check: HealthCheck;
} {
  let code: string | null = null;
  return {
    failed: (error) => {
      code = errorCodeOf(error);
    },
    observe: (event) => {
      if (event.type === 'DeleterRan' ? event.result === 'ok' : event.type === 'LeadershipSeen' && !event.isLeader)
        code = null;
    },
    check: { name: 'deletions', kind: 'ready', check: () => ({ ok: code === null, reason: code ?? 'working' }) },
  };
}
