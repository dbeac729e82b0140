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
  type ConfigSchema,
  createConfigSchema,
  type Environment,
  parseConfig,
  type Settings,
} from './config/parse-config.ts';
export { formatConfigFaults, printConfig } from './config/print-config.ts';
export { optionalRegisterSettings, registerSettings } from './config/register-settings.ts';
export { type RegistryConnectionSettings, registrySettings, toRegistryConnection } from './config/registry-settings.ts';
export { databaseSettings, serviceSettings } from './config/service-settings.ts';
export { choice, flag, list, optional, setting, text, url, wholeNumber } from './config/setting.ts';
export { topicSettings } from './config/topic-settings.ts';
export { createHealthChecks, type HealthCheck, type HealthReport, type HealthVerdict } from './health/health-checks.ts';
export { openHttpServer } from './http/http-server.ts';
export { createReleaseStack, type ReleaseStack, withReleaseStack } from './lifecycle/release-stack.ts';
export { coerceError, errorCodeOf } from './logging/coerce-error.ts';
export { createLogger, type Logger } from './logging/create-logger.ts';
export { scrubText } from './logging/scrub-text.ts';
export { createConsumerMetrics } from './metrics/consumer-metrics.ts';
export { createDatabaseMetrics, type DatabaseMetrics } from './metrics/database-metrics.ts';
export {
  combineObservers,
  type FlowEvent,
  type FlowObserver,
  type FlowOutcome,
  type FlowStage,
} from './metrics/flow-event.ts';
export { createFlowMetrics } from './metrics/flow-metrics.ts';
export { createProbeMetrics, type ProbeMetrics } from './metrics/probe-metrics.ts';
export { createLoopMetrics } from './metrics/loop-metrics.ts';
export { createProcessMetrics } from './metrics/process-metrics.ts';
export { createRegisterMetrics, type RegisterMetrics, showRuleSet } from './metrics/register-metrics.ts';
export { createRedriveMetrics } from './metrics/redrive-metrics.ts';
export { createRequestMetrics, observeRequests, type RequestObserver } from './metrics/request-metrics.ts';
export { createSchemaMetrics } from './metrics/schema-metrics.ts';
export { type ProgressTracker, type ProgressWatch, watchProgress } from './progress/progress-watch.ts';
export { exitCodes } from './service/exit-code.ts';
export { takeOverWarnings } from './service/process-warnings.ts';
export { runService } from './service/run-service.ts';
export type { ServiceContext } from './service/service-context.ts';
export {
  createMessagingTracer,
  type MessagingTracer,
  type TraceCarrier,
  type TracedWork,
} from './tracing/messaging-tracer.ts';
export { nextDelayMs, retryUntilDone, WaitAborted } from './waiting/retry-until-done.ts';
export { sleep } from './waiting/sleep.ts';
export { unlessAborted } from './waiting/unless-aborted.ts';
