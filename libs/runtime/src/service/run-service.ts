import { type ConfigOf, type ConfigSchema, parseConfig, type Settings } from '../config/parse-config.ts';
import { formatConfigFaults } from '../config/print-config.ts';
import type { serviceSettings } from '../config/service-settings.ts';
import { createHealthChecks } from '../health/health-checks.ts';
import { openHttpServer } from '../http/http-server.ts';
import { createLifecycle } from '../lifecycle/lifecycle.ts';
import { createReleaseStack } from '../lifecycle/release-stack.ts';
import { coerceError } from '../logging/coerce-error.ts';
import { createLogger } from '../logging/create-logger.ts';
import { createLoopMetrics } from '../metrics/loop-metrics.ts';
import { createProcessMetrics } from '../metrics/process-metrics.ts';
import { watchProgress } from '../progress/progress-watch.ts';
import { readBuildInfo } from './build-info.ts';
import { createEnding } from './create-ending.ts';
import { exitCodes } from './exit-code.ts';
import { createProcessHost, type ProcessHost } from './process-host.ts';
import { createRunLoop, createWaitFor, type ServiceContext } from './service-context.ts';

export type ServiceSettings = Settings & typeof serviceSettings;

/** A service: its name, its settings (with `serviceSettings` among them), and how it starts. */
export type Service<S extends ServiceSettings> = {
  readonly name: string;
  readonly configSchema: ConfigSchema<S>;
  /** Opens what is needed and returns when the service works; long work goes into `context.runLoop`. */
  readonly start: (config: ConfigOf<S>, context: ServiceContext) => Promise<void>;
};

/**
 * Runs a service until a signal or a crash: reads the settings, serves health and metrics, starts, waits, releases
 * everything in reverse inside SHUTDOWN_DEADLINE_SECONDS, and ends the process (exit codes: see exit-code.ts).
 * Never throws; resolves when the service has started or failed to.
 */
export async function runService<S extends ServiceSettings>(
  service: Service<S>,
  host: ProcessHost = createProcessHost(),
): Promise<void> {
  const parsed = parseConfig(service.configSchema, host.environment);
  if (parsed.outcome === 'FAULTY') {
    host.printError(`${service.name} cannot start. ${formatConfigFaults(parsed.faults)}`);
    host.exit(exitCodes.failed);
    return;
  }
  const { config } = parsed;
  const run = prepareRun(service.name, config, host);
  try {
    const context = await openContext(config, run);
    await service.start(config, context);
    if (run.lifecycle.moveTo('RUNNING')) run.log.info({ http: context.http.address }, 'running');
  } catch (thrown) {
    run.ending.failStart(coerceError(thrown));
  }
}

type Run = ReturnType<typeof prepareRun>;
type RunConfig = ConfigOf<typeof serviceSettings>;

function prepareRun(name: string, config: RunConfig, host: ProcessHost) {
  const build = readBuildInfo(host.environment);
  const log = createLogger({
    service: name,
    version: build.version,
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
    ...(host.output === undefined ? {} : { output: host.output }),
  });
  const lifecycle = createLifecycle();
  const release = createReleaseStack();
  const stopping = new AbortController();
  const deadlineMs = config.SHUTDOWN_DEADLINE_SECONDS * 1_000;
  const ending = createEnding({ log, lifecycle, release, stopping, deadlineMs, exit: host.exit });
  host.onSignal(ending.stop);
  host.onCrash(ending.crash);
  host.onWarning((warning) => log.warn({ err: warning }, 'a warning of the runtime'));
  return { build, log, lifecycle, release, ending, signal: stopping.signal };
}

async function openContext(config: RunConfig, run: Run): Promise<ServiceContext> {
  const { build, log, lifecycle, release, signal } = run;
  const crash = run.ending.crash;
  const health = createHealthChecks();
  const metrics = createProcessMetrics(build);
  let startReason = 'starting';
  health.add({
    name: 'lifecycle',
    kind: 'ready',
    check: () => {
      const state = lifecycle.state();
      return { ok: state === 'RUNNING', reason: state === 'STARTING' ? startReason : state.toLowerCase() };
    },
  });
  const http = await openHttpServer({ host: config.HTTP_HOST, port: config.HTTP_PORT, health, metrics });
  release.push('http server', http.close, { deadlineMs: 2_000 });
  log.info({ http: http.address }, 'serving health and metrics');
  const progress = watchProgress({
    unhealthyAfterMs: config.PROGRESS_UNHEALTHY_SECONDS * 1_000,
    exitAfterMs: config.PROGRESS_EXIT_SECONDS * 1_000,
    onExit: run.ending.stall,
  });
  release.push('progress watch', progress.close);
  health.add(progress.healthCheck);
  createLoopMetrics(metrics, progress.loops);
  const onWait = (reason: string) => {
    startReason = reason;
  };
  const waitFor = createWaitFor({ log, signal, progress, onWait });
  const runLoop = createRunLoop({ signal, progress, release, crash });
  return { build, log, metrics, health, http, release, progress, signal, waitFor, runLoop, crash };
}
