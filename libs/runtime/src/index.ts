export { consumerSettings, groupSettings } from './config/consumer-settings.ts';
export {
  checkKafkaSettings,
  type KafkaConnectionSettings,
  kafkaSettings,
  toKafkaConnection,
} from './config/kafka-settings.ts';
export {
  type ConfigFault,
  type ConfigOf,
  type ConfigResult,
  type ConfigRule,
  type ConfigSchema,
  createConfigSchema,
  type Environment,
  parseConfig,
  type Settings,
} from './config/parse-config.ts';
export { formatConfigFaults, type PrintedSetting, printConfig } from './config/print-config.ts';
export { optionalRegisterSettings, registerSettings } from './config/register-settings.ts';
export { type RegistryConnectionSettings, registrySettings, toRegistryConnection } from './config/registry-settings.ts';
export { databaseSettings, serviceSettings } from './config/service-settings.ts';
export { choice, flag, list, optional, type Setting, setting, text, url, wholeNumber } from './config/setting.ts';
export { topicSettings } from './config/topic-settings.ts';
export {
  createHealthChecks,
  type HealthCheck,
  type HealthChecks,
  type HealthReport,
  type HealthVerdict,
} from './health/health-checks.ts';
export { type HttpPage, type HttpPart, type HttpServer, openHttpServer } from './http/http-server.ts';
export {
  createReleaseStack,
  type ReleaseReport,
  type ReleaseStack,
  withReleaseStack,
} from './lifecycle/release-stack.ts';
export { runOnce } from './lifecycle/run-once.ts';
export { coerceError, errorCodeOf } from './logging/coerce-error.ts';
export {
  createLogger,
  type LogFields,
  type Logger,
  type LoggerOptions,
  type LogLevel,
} from './logging/create-logger.ts';
export { scrubText } from './logging/scrub-text.ts';
export type { LogValue } from './logging/scrub-value.ts';
export { type ConsumerFacts, createConsumerMetrics } from './metrics/consumer-metrics.ts';
export { createDatabaseMetrics, type DatabaseMetrics } from './metrics/database-metrics.ts';
export {
  combineObservers,
  type FlowEvent,
  type FlowObserver,
  type FlowOutcome,
  type FlowStage,
} from './metrics/flow-event.ts';
export { type ClosedLabels, createFlowMetrics } from './metrics/flow-metrics.ts';
export { createProbeMetrics, type ProbeMetrics } from './metrics/probe-metrics.ts';
export { createLoopMetrics } from './metrics/loop-metrics.ts';
export { createProcessMetrics } from './metrics/process-metrics.ts';
export { createRegisterMetrics, type RegisterMetrics, showRuleSet } from './metrics/register-metrics.ts';
export { decideProgress } from './progress/decide-progress.ts';
export { type ProgressTracker, type ProgressWatch, watchProgress } from './progress/progress-watch.ts';
export { exitCodes } from './service/exit-code.ts';
export { createProcessHost, type ProcessHost } from './service/process-host.ts';
export { takeOverWarnings } from './service/process-warnings.ts';
export { runService, type Service } from './service/run-service.ts';
export type { ServiceContext } from './service/service-context.ts';
export {
  createMessagingTracer,
  type MessagingTracer,
  type MessagingWork,
  type TraceCarrier,
  type TracedWork,
} from './tracing/messaging-tracer.ts';
export { nextDelayMs, type RetryOptions, retryUntilDone, WaitAborted } from './waiting/retry-until-done.ts';
export { sleep } from './waiting/sleep.ts';
export { unlessAborted } from './waiting/unless-aborted.ts';
