export { DevstackError, type DevstackErrorCode } from './devstack-error.ts';
export type { ReportProgress, StackProgress } from './progress.ts';
export { type StackAddresses, type StackVariables, toExportLines, toVariables } from './stack-addresses.ts';
export type { StackProfile } from './stack-profile.ts';
export { type Stack, type StackOptions, startStack } from './start-stack.ts';
