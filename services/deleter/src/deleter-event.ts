import type { StopReason } from '@varselvakt/store';

/** The steps of a deletion in their order; a crash between any two of them repeats at most one. The next batch is planned while one is published. */
export type DeleterStep =
  | 'plan-written'
  | 'planned'
  | 'hard-deletes-published'
  | 'tombstones-published'
  | 'finish-written'
  | 'finished'
  | 'feedback-published'
  | 'feedback-removed'
  | 'notices-published';

/** What the deleter says about its work. Counts only. */
export type DeleterEvent =
  | {
      readonly type: 'StepReached';
      readonly step: DeleterStep;
      readonly count: number;
      /** How long it took; several steps may be on their way at once. */
      readonly durationMs: number;
    }
  | { readonly type: 'Erased'; readonly cause: string; readonly count: number }
  /** Log keys and events of these do not add up: they stay until somebody has looked. */
  | { readonly type: 'KeysDoNotAddUp'; readonly count: number }
  /** Their events are not those that were planned: planned anew. */
  | { readonly type: 'Replanned'; readonly count: number }
  | { readonly type: 'Postponed'; readonly count: number }
  | { readonly type: 'ClocksApart'; readonly apartMs: number }
  /** Somebody has paused deletions; what was planned is ended. */
  | { readonly type: 'PlanningPaused'; readonly until: number }
  /** More is due than may go within 24 hours: nothing is planned until somebody has looked. */
  | {
      readonly type: 'VolumeExceeded';
      readonly reason: StopReason;
      /** At least so many would have gone within 24 hours. */
      readonly atCount: number;
      readonly limitCount: number;
    }
  | { readonly type: 'PlanningAllowed' }
  /** A producer has had its share of this run; the rest of it waits for the next one. */
  | { readonly type: 'ProducerCapped' }
  /** Data files with erased texts are gone: dropped with their day, or rewritten without them. */
  | { readonly type: 'ContentCleaned'; readonly droppedCount: number; readonly rewrittenCount: number }
  /** Tried again at the next run; deletions go on meanwhile. */
  | { readonly type: 'ContentCleaningFailed'; readonly code: string }
  /** Somebody's transaction has kept deleted rows from being freed for so long. */
  | { readonly type: 'CleaningHeldBack'; readonly heldSeconds: number }
  /** Counts of events of days too long ago. */
  | { readonly type: 'TalliesForgotten'; readonly count: number }
  | { readonly type: 'HardDeletesOutlived'; readonly count: number }
  /** The newest seal of the ledger: in the log it is out of reach of whoever can change the database. */
  | { readonly type: 'LedgerSealed'; readonly batchNumber: string; readonly batchHash: string };

/** Is told what happens; metrics, log and health listen. */
export type DeleterObserver = (event: DeleterEvent) => void;
