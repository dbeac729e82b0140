import type { DeleterStep } from './deleter-event.ts';
import type { DeletionWork } from './deletion-work.ts';

/** Begins a step; what it gives back tells the observer that the step was taken, for how many and how long it took. */
export function timeStep(work: Pick<DeletionWork, 'observe'>, step: DeleterStep): (count: number) => void {
  const beganAt = performance.now();
  return (count) =>
    work.observe({ type: 'StepReached', step, count, durationMs: Math.round((performance.now() - beganAt) * 10) / 10 });
}
