export type { NodeNumber } from './cluster-properties.ts';
export { readContainerImages } from './container-images.ts';
export { DevstackError, type DevstackErrorCode } from './devstack-error.ts';
export type { ReportProgress, StackProgress } from './progress.ts';
export { createProgressDisplay, type ProgressDisplay, type ProgressStream } from './progress-display.ts';
export {
  type StackAddresses,
  type StackVariables,
  toExportLines,
  toVariables,
  toVariablesOfUser,
} from './stack-addresses.ts';
export type { StackMode } from './stack-choice.ts';
export {
  type StackCommandOptions,
  type StackExitCode,
  stackDown,
  stackEnv,
  stackStatus,
  stackUp,
} from './stack-commands.ts';
export type { Stack, StackOptions } from './stack-options.ts';
export type { StackProfile } from './stack-profile.ts';
export { startDetachedStack, startStack } from './start-stack.ts';
export { createThreeNodeCluster, type ThreeNodeCluster } from './three-node-cluster.ts';
