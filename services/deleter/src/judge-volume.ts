import {
  countPlannableDeletions,
  countPlannedDeletions,
  type DeletionControl,
  noteStop,
  readErasedByDay,
} from '@varselvakt/store';
import { decideVolume } from './decide-volume.ts';
import type { DeletionWork } from './deletion-work.ts';

/** With how many days a day is compared, itself included. */
export const comparedDayCount = 15;

/**
 * The circuit breaker: how many may be planned before it is asked again; null: what is due is more than may go, so nothing does until
 * somebody has looked. Throws StoreError.
 */
export async function judgeVolume(work: DeletionWork, control: DeletionControl): Promise<number | null> {
  const erasedByDay = await readErasedByDay(work.client, comparedDayCount);
  const plannedCount = await countPlannedDeletions(work.client);
  const { volumeLimits: limits } = work;
  const { approvedCount } = control;
  const { leftCount, limitCount, reason } = decideVolume({ limits, erasedByDay, plannedCount, approvedCount });
  const allowedCount = Math.max(0, Math.floor(leftCount));
  const dueCount = await countPlannableDeletions(work.client, allowedCount + 1);
  if (dueCount > allowedCount) {
    const atCount = (erasedByDay[0] ?? 0) + plannedCount + dueCount;
    await noteStop(work.client, { reason, atCount });
    work.observe({ type: 'VolumeExceeded', reason, atCount, limitCount });
    return null;
  }
  if (control.stop !== null) await noteStop(work.client, null);
  work.observe({ type: 'PlanningAllowed' });
  return allowedCount;
}
