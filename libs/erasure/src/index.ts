export type { SweepParts, SweepProgress } from './sweep-parts.ts';
export { openSweep, type SweepResult, sweepSlice } from './sweep-slice.ts';
