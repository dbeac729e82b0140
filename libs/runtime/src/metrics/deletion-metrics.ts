import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { FlowHandlers } from './flow-event.ts';

type DeletionEvent =
  | 'DeleterRan'
  | 'RowsErased'
  | 'LeadershipSeen'
  | 'DueMeasured'
  | 'HoldsMeasured'
  | 'PlanningSeen'
  | 'LeftoversFound'
  | 'SweepSeen';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** What the deleter says of its runs, of what keeps it from planning, and of its sweeps, as metrics in the given registry. Once per registry. */
export function createDeletionMetrics(registry: Registry): Pick<FlowHandlers, DeletionEvent> {
  const metrics = createMetrics(registry);
  return {
    DeleterRan: ({ result, durationMs, endedAt }) => {
      metrics.runs.inc({ result });
      metrics.duration.observe(durationMs / 1_000);
      if (result === 'ok') metrics.lastSuccess.set(endedAt / 1_000);
    },
    RowsErased: ({ reason, count }) => metrics.rows.inc({ reason }, count),
    LeadershipSeen: ({ isLeader }) => metrics.leader.set(isLeader ? 1 : 0),
    DueMeasured: ({ dueCount, oldestDueAgeSeconds }) => {
      metrics.due.set(dueCount);
      metrics.oldestDue.set(oldestDueAgeSeconds);
    },
    HoldsMeasured: ({ heldCount }) => metrics.held.set(heldCount),
    PlanningSeen: ({ isPaused, isStopped }) => {
      metrics.paused.set(isPaused ? 1 : 0);
      metrics.stopped.set(isStopped ? 1 : 0);
    },
    LeftoversFound: ({ place, count }) => metrics.leftovers.inc({ place }, count),
    SweepSeen: ({ finishedAt, foundCount }) => {
      metrics.lastVerified.set(finishedAt / 1_000);
      metrics.lastFound.set(foundCount);
    },
  };
}

function createMetrics(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, label: string) =>
    new Counter({ name: `notif_${name}`, help, labelNames: [label], registers });
  const gauge = (name: string, help: string) => {
    const made = new Gauge({ name: `notif_${name}`, help, registers });
    made.remove(); // absent until it is measured: unknown is not zero
    return made;
  };
  return {
    runs: counter('deleter_runs_total', 'Runs of the deleter', 'result'),
    duration: new Histogram({
      ...{ name: 'notif_deleter_run_duration_seconds', help: 'Time of one run of the deleter', buckets: seconds },
      registers,
    }),
    lastSuccess: gauge('deleter_last_success_timestamp_seconds', 'End of the last run without a fault'),
    rows: counter('deleter_rows_total', 'Rows erased, by cause', 'reason'),
    leader: gauge('deleter_leader', '1 where this process deletes, 0 where it stands by'),
    due: gauge('deleter_due_rows', 'Aggregates that are due and not yet erased'),
    oldestDue: gauge('deleter_oldest_due_age_seconds', 'Age of the oldest that is due'),
    held: gauge('deleter_held_rows', 'Aggregates that are due and kept by a legal hold'),
    paused: gauge('deleter_paused', '1 while somebody has paused deletions'),
    stopped: gauge('deleter_stopped', '1 while deletions stand still because of their volume'),
    lastVerified: gauge('erasure_last_verified_timestamp_seconds', 'End of the last finished verification of erasures'),
    lastFound: gauge('erasure_last_sweep_found', 'Leftovers of erased aggregates that the last verification found'),
    leftovers: counter('erasure_found_total', 'Leftovers of erased aggregates that were found and removed', 'place'),
  };
}
