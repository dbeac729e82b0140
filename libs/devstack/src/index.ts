export { DevstackError, type DevstackErrorCode } from './devstack-error.ts';
export type { ReportProgress, StackProgress } from './progress.ts';
export { type StackAddresses, type StackVariables, toExportLines, toVariables } from './stack-addresses.ts';
export type { StackMode } from './stack-choice.ts';
export type { Stack, StackOptions } from './stack-options.ts';
export type { StackProfile } from './stack-profile.ts';
export { startDetachedStack, startStack } from './start-stack.ts';
