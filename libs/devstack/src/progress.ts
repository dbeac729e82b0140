import type { PartName } from './stack-part.ts';

/** One step of bringing up a part. `doneBytes` of `totalBytes` only while something is downloaded or copied. */
export interface StackProgress {
  readonly part: PartName | 'docker';
  readonly step: 'wait' | 'download' | 'verify' | 'unpack' | 'initialise' | 'start' | 'ready' | 'note';
  readonly detail?: string;
  readonly doneBytes?: number;
  readonly totalBytes?: number;
}

/** Told about every step; must not throw. */
export type ReportProgress = (progress: StackProgress) => void;
