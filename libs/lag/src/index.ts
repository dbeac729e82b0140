export {
  createLagCollector,
  type LagCollector,
  type LagCollectorOptions,
  usualRules,
  type WatchedGroup,
} from './collect-lag.ts';
export { type AgeLimits, type DeletionFacts, decideStages, usualAgeLimits } from './decide-stages.ts';
export { type GroupStatus, type PartitionStatus, statusNumbers } from './decide-status.ts';
export { fitsPattern, isPattern } from './group-patterns.ts';
export {
  type GroupLag,
  type KafkaReport,
  type LagReport,
  lagReportSchema,
  type PartitionReport,
  parseLagReport,
} from './lag-report.ts';
export {
  type PipelineStatus,
  parsePipelineStatus,
  pipelineStatusSchema,
  type StageStatus,
  withProbe,
} from './pipeline-status.ts';
export { readDeletionFacts } from './read-deletion-facts.ts';
export { describeSeconds } from './reason-words.ts';
export { type GroupNames, watchedGroups } from './watched-groups.ts';
