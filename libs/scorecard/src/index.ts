export { otherCode, otherProducer, otherTopic } from './closed-keys.ts';
export { composeScorecards, type ScorecardParts } from './compose-scorecards.ts';
export { beginOfDay } from './decide-window.ts';
export {
  createOutcomeFold,
  type FindingCount,
  type FindingHour,
  type FoldScope,
  type OutcomeCounts,
  type OutcomeDay,
  type OutcomeFigures,
  type OutcomeFold,
} from './outcome-fold.ts';
export { narrowReport } from './narrow-report.ts';
export { type OutcomeReader, type OutcomeReading, openOutcomeReader, type ReadingProgress } from './outcome-reader.ts';
export { type FindingSighting, type OutcomeKind, type OutcomeSighting, toSighting } from './outcome-sighting.ts';
export { createRefusalFold, type RefusalCell, type RefusalFold, type RefusalScope } from './refusal-fold.ts';
export type {
  CodeCount,
  DeletionFigures,
  FindingBucket,
  RegisterNotice,
  RetentionChoice,
  Scorecard,
  ScorecardDay,
  ScorecardReport,
  ScorecardWindow,
  TermsFigures,
  Volume,
} from './scorecard.ts';
export {
  maxOverdueCount,
  readStoreFigures,
  readUpcoming,
  type StoreFigures,
  upcomingDayCount,
} from './store-figures.ts';
