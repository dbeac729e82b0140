export { createLagCollector, type LagCollector, usualRules } from './collect-lag.ts';
export { type DeletionFacts, decideStages } from './decide-stages.ts';
export { statusNumbers } from './decide-status.ts';
export { fitsPattern } from './group-patterns.ts';
export {
  type GroupLag,
  type KafkaReport,
  type LagReport,
  lagReportSchema,
  type PartitionReport,
  parseLagReport,
} from './lag-report.ts';
export { type PipelineStatus, parsePipelineStatus, pipelineStatusSchema, withProbe } from './pipeline-status.ts';
export { readDeletionFacts } from './read-deletion-facts.ts';
export { describeSeconds } from './reason-words.ts';
export { watchedGroups } from './watched-groups.ts';
