import type { Row } from '../../act.ts';
import type { StoreClient } from '../../connect.ts';
import {
  approveVolume,
  closeBreaker,
  countErasedByDay,
  countPlannable,
  countPlanned,
  openBreaker,
  pausePlanning,
  readDeletionControl,
  resumePlanning,
} from '../../sql/deleter/operators/deletion-control.ts';
import { lockPlanning } from '../../sql/deleter/operators/legal-holds.ts';
import { type Operator, recordAction } from './record-action.ts';

export type StopReason = 'ABNORMAL_VOLUME' | 'ABSOLUTE_LIMIT';

/** Whether the deleter may plan; instants in milliseconds since the epoch. */
export type DeletionControl = {
  /** The database's clock. */
  readonly databaseAt: number;
  readonly pause: { readonly until: number; readonly reason: string } | null;
  /** The circuit breaker stands open. */
  readonly stop: { readonly since: number; readonly reason: StopReason; readonly atCount: number } | null;
  /** So many within 24 hours have been approved; null: none, or not any more. */
  readonly approvedCount: number | null;
};

/** Read at each batch: one row. Throws StoreError. */
export async function readControl(client: StoreClient): Promise<DeletionControl> {
  const row = (await client.run(readDeletionControl)).rows[0] ?? {};
  return {
    databaseAt: toMs(row['now_ms']),
    pause:
      row['is_paused'] === true ? { until: toMs(row['paused_until_ms']), reason: row['pause_reason'] as string } : null,
    stop: toStop(row),
    approvedCount: row['approved_count'] == null ? null : Number(row['approved_count']),
  };
}

const toStop = (row: Row): DeletionControl['stop'] =>
  row['stopped_since_ms'] == null
    ? null
    : {
        since: toMs(row['stopped_since_ms']),
        reason: row['stop_reason'] as StopReason,
        atCount: Number(row['stopped_at_count']),
      };

const toMs = (value: unknown): number => Math.round(Number(value));

/** How much was erased on the days before: index 0 = the last 24 hours. Throws StoreError. */
export async function readErasedByDay(client: StoreClient, dayCount: number): Promise<readonly number[]> {
  const { rows } = await client.run(countErasedByDay, [dayCount]);
  const byDay = new Map(rows.map((row) => [Number(row['days_ago']), Number(row['erased_count'])]));
  return Array.from({ length: dayCount }, (_, daysAgo) => byDay.get(daysAgo) ?? 0);
}

/** How much is due and could be planned; counts up to `maxCount`. Throws StoreError. */
export async function countPlannableDeletions(client: StoreClient, maxCount: number): Promise<number> {
  return Number((await client.run(countPlannable, [maxCount])).rows[0]?.['due_count']);
}

/** How many are being deleted and in no line of the ledger yet. Throws StoreError. */
export async function countPlannedDeletions(client: StoreClient): Promise<number> {
  return Number((await client.run(countPlanned)).rows[0]?.['planned_count']);
}

/** Notes that the circuit breaker stands open (or, with null, that it does not), for whoever asks. Throws StoreError. */
export async function noteStop(
  client: StoreClient,
  stop: { readonly reason: StopReason; readonly atCount: number } | null,
): Promise<void> {
  if (stop === null) await client.run(closeBreaker);
  else await client.run(openBreaker, [stop.reason, stop.atCount]);
}

/**
 * From its return on nothing is planned until then; what is planned is ended. False: `until` has passed by the database's clock. Throws
 * StoreError.
 */
export async function pauseDeletions(client: StoreClient, until: number, operator: Operator): Promise<boolean> {
  return client.transaction(async () => {
    await client.run(lockPlanning);
    const { rowCount } = await client.run(pausePlanning, [new Date(until), operator.reason]);
    if (rowCount === 0) return false;
    await recordAction(client, 'DELETIONS_PAUSED', operator, { until: new Date(until).toISOString() });
    return true;
  });
}

/** Ends a pause before its time; false: nothing is paused. Throws StoreError. */
export async function resumeDeletions(client: StoreClient, operator: Operator): Promise<boolean> {
  return client.transaction(async () => {
    const { rowCount } = await client.run(resumePlanning);
    if (rowCount === 0) return false;
    await recordAction(client, 'DELETIONS_RESUMED', operator, {});
    return true;
  });
}

/** So many within 24 hours are in order until then; false: `until` has passed. Throws StoreError. */
export async function approveDeletions(
  client: StoreClient,
  { count, until }: { readonly count: number; readonly until: number },
  operator: Operator,
): Promise<boolean> {
  return client.transaction(async () => {
    const { rowCount } = await client.run(approveVolume, [count, new Date(until)]);
    if (rowCount === 0) return false;
    await recordAction(client, 'DELETIONS_APPROVED', operator, { count, until: new Date(until).toISOString() });
    return true;
  });
}
