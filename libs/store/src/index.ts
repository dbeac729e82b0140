export type { Act, ActResult, Row } from './act.ts';
export { type BatchKeys, type KnownRows, readKnownRows } from './batch/known-rows.ts';
export type { AggregateChange, BatchWrites } from './batch/save-writes.ts';
export {
  type BatchRequest,
  type BatchResult,
  type BatchStore,
  createBatchStore,
  type LogStretch,
} from './batch/store-batch.ts';
export type { StoredRecord } from './batch/stored-records.ts';
export {
  type AggregateKind,
  type AggregateRow,
  contentDayOf,
  type DeletionCause,
  type EventTraits,
  groupKeyOf,
  type KnownAggregate,
  type KnownEvent,
  type KnownGroup,
  type NewEvent,
  type OutboxLine,
  type SourcePlace,
} from './batch/stored-rows.ts';
export { classifyPostgresError } from './classify-postgres-error.ts';
export { type ConnectOptions, connect, runTogether, type StoreClient } from './connect.ts';
export { contentTableOf, createContentPartition } from './content-partition.ts';
export { dropExpiredPartitions, rewriteDirtyPartitions } from './deletion/clean-content-partitions.ts';
export type { BatchLimits } from './deletion/decide-plan.ts';
export { measureCleaningHeldBack } from './deletion/cleaning-held-back.ts';
export { forgetTally } from './deletion/forget-tally.ts';
export {
  type DeletionFeedback,
  type FeedbackLines,
  type FeedbackRecord,
  readWaitingFeedback,
  removeToldFeedback,
} from './deletion/deletion-feedback.ts';
export { type NoticeRequest, type Notices, takeDeletionNotices } from './deletion/deletion-notices.ts';
export { hasRequestedDeletion, measureDueDeletions, readDatabaseClock } from './deletion/due-deletions.ts';
export {
  type Erasable,
  type ErasedAggregate,
  findGroupAggregates,
  listErasable,
  readErasedAggregates,
  requestErasure,
} from './deletion/erasures/erase-aggregates.ts';
export {
  countProducerAggregates,
  markProducerDue,
  measureProducerStock,
  type OffboardingReceipt,
  offboardProducer,
  type ProducerStock,
  readOffboardingReceipt,
} from './deletion/erasures/offboard-producer.ts';
export { countEvents, type StoredContent, scanContents } from './deletion/erasures/scan-contents.ts';
export { type ForecastDay, readDeletionForecast } from './deletion/forecast/read-forecast.ts';
export { type StoredHistory, scanHistories } from './deletion/forecast/scan-histories.ts';
export { type FinishRequest, finishDeletions } from './deletion/finish-deletions.ts';
export { markHardDeletesGone, type OutlivedRecord, readOutlivedHardDeletes } from './deletion/hard-delete-records.ts';
export { hastenJoinedLate } from './deletion/joined-late.ts';
export type { LedgerBatch } from './deletion/ledger/ledger-batch.ts';
export type { LedgerLine } from './deletion/ledger/ledger-line.ts';
export {
  type LedgerLength,
  readLedgerLength,
  readNewestErasures,
  type ShownErasure,
} from './deletion/ledger/read-newest-lines.ts';
export { type Receipt, type Receipts, readReceipts } from './deletion/ledger/read-receipt.ts';
export {
  type KnownSeal,
  type LedgerVerdict,
  readLedgerHead,
  type VerifyRequest,
  verifyLedger,
} from './deletion/ledger/verify-ledger.ts';
export { countToApprove } from './deletion/operators/approvable.ts';
export {
  approveDeletions,
  countPlannableDeletions,
  countPlannedDeletions,
  type DeletionControl,
  noteStop,
  pauseDeletions,
  readControl,
  readErasedByDay,
  resumeDeletions,
  type StopReason,
} from './deletion/operators/deletion-control.ts';
export {
  addLegalHold,
  countHeldDeletions,
  findLegalHold,
  type HoldCover,
  type HoldRequest,
  type HoldTarget,
  type LegalHold,
  listLegalHolds,
  measureHoldCover,
  releaseLegalHold,
} from './deletion/operators/legal-holds.ts';
export {
  type ActionFilter,
  type ActionsPage,
  type DoneAction,
  listActions,
} from './deletion/operators/list-actions.ts';
export { type RecordedAction, readRecordedActions } from './deletion/operators/read-actions.ts';
export {
  type AheadQuestion,
  type DeletionsAhead,
  type OverdueDeletion,
  readDeletionsAhead,
  readOverdueDeletions,
} from './deletion/operators/read-ahead.ts';
export {
  type DueDeletions,
  readDueDeletions,
  readUpcomingDeletions,
  type UpcomingDeletions,
} from './deletion/operators/read-due.ts';
export { type LabelPlans, readLabelPlans } from './deletion/operators/read-label-plans.ts';
export { type PlannableDeletions, readPlannableDeletions } from './deletion/operators/read-plannable.ts';
export { type Operator, type OperatorAction, recordAction } from './deletion/operators/record-action.ts';
export { type PlanRequest, type PlanResult, planDeletions } from './deletion/plan-deletions.ts';
export type { DeletionCandidate, LogPlace, PlannedBatch, PlannedDeletion } from './deletion/planned-deletion.ts';
export { readUnfinishedDeletions, type UnfinishedDeletions } from './deletion/unfinished-deletions.ts';
export {
  findErased,
  findInFlight,
  type NamedRecord,
  type RecordPlace,
} from './deletion/verification/leftover-records.ts';
export {
  type LeftoverRow,
  noteFindings,
  type RowsPage,
  readRowsPage,
  removeLeftoverRows,
} from './deletion/verification/leftover-rows.ts';
export {
  becomeSweeper,
  beginSweep,
  dryRunSweep,
  findOpenSweep,
  finishSweep,
  readStanding,
  readVerification,
  releaseSweeping,
  type Sweep,
  type SweepStanding,
  saveSweep,
  type Verification,
} from './deletion/verification/sweep.ts';
export { type DatabaseFacts, examineDatabase } from './examine-database.ts';
export { readLogPosition } from './log-position.ts';
export { recordTopology } from './log-topology.ts';
export { checkSchema, type MigrateOptions, type MigrateReport, migrate } from './migrate.ts';
export { type Migration, readMigrations } from './migration-files.ts';
export { insertOutbox, type OutboxOwner } from './outbox/insert-outbox.ts';
export { becomeRelay, readOutbox, removeFromOutbox, type WaitingLine } from './outbox/outbox-relay.ts';
export { findProbe, type ProbeRows } from './probe/find-probe.ts';
export {
  type EventVolume,
  type ProducerDeletions,
  readProducerDeletions,
  readUpcomingByProducer,
  readVolume,
  type UpcomingDay,
  type VolumeFigures,
} from './read-producer-figures.ts';
export { findAggregateId, readTrace, type TracedAggregate, type TracedErasure } from './read-trace.ts';
export { carriedTables, carryRecords, carryTally } from './rebuild/carry-records.ts';
export { findOccupiedTables } from './rebuild/find-occupied-tables.ts';
export { measureRebuilt, type RebuiltCounts } from './rebuild/measure-rebuilt.ts';
export { type AnnouncedErasure, restoreErasures } from './rebuild/restore-erasures.ts';
export {
  becomeRedriver,
  beginRedrive,
  endRedrive,
  letterKey,
  countRedriven,
  type RedriveMarks,
  type RedrivenLetter,
  readRedriveMarks,
} from './redrive/redrive-marks.ts';
export { readSchemaVersion } from './schema-version.ts';
export { createStoreConnection, type StoreConnection } from './store-connection.ts';
export { StoreError, type StoreErrorCode, type StoreErrorFacts } from './store-error.ts';
export { findStoredEvents } from './stored-events.ts';
export { reportUnknownAggregates, type UnknownAggregate } from './unknown-aggregates.ts';
