import type { DeletionControl, PlannableDeletions } from '@varselvakt/store';
import { decideClock } from '../decide-clock.ts';
import { decideVolume, type VolumeLimits } from '../decide-volume.ts';

export type DryRunFacts = {
  readonly control: DeletionControl;
  readonly plannable: readonly PlannableDeletions[];
  /** Erased by full days ago, index 0 = within the last 24 hours. */
  readonly erasedByDay: readonly number[];
  readonly plannedCount: number;
  readonly limits: VolumeLimits;
  readonly now: number;
};

/** What would keep a run from planning; null: nothing. */
export type DryRunObstacle = 'CLOCKS_APART' | 'PAUSED' | 'VOLUME';

export type DryRunVerdict = {
  readonly goingCount: number;
  readonly obstacle: DryRunObstacle | null;
  /** How much may go within 24 hours. */
  readonly limitCount: number;
};

/** What a run would do now, by the rules that a real one follows. */
export function describeRun({
  control,
  plannable,
  erasedByDay,
  plannedCount,
  limits,
  now,
}: DryRunFacts): DryRunVerdict {
  const goingCount = plannable.reduce((sum, one) => sum + one.goingCount, 0);
  const { approvedCount } = control;
  const { leftCount, limitCount } = decideVolume({ limits, erasedByDay, plannedCount, approvedCount });
  const obstacle = findObstacle(control, now, goingCount > leftCount);
  return { goingCount, obstacle, limitCount };
}

function findObstacle(control: DeletionControl, now: number, isTooMuch: boolean): DryRunObstacle | null {
  if (decideClock(now, control.databaseAt).outcome === 'APART') return 'CLOCKS_APART';
  if (control.pause !== null) return 'PAUSED';
  return isTooMuch ? 'VOLUME' : null;
}
