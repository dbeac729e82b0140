import { createKafkaReports } from '@varselvakt/pipeline';
import { combineObservers, createFlowMetrics, runService } from '@varselvakt/runtime';
import { configSchema, toVolumeLimits } from './config.ts';
import { loopDeletions } from './deleter-loop.ts';
import {
  countDeleterEvents,
  logDeleterEvents,
  trackDeleterEvents,
  watchClocks,
  watchFaults,
  watchPlanning,
} from './listen.ts';
import { openDeleter } from './open-deleter.ts';

const none: ReadonlySet<string> = new Set();
/** Some 250 bytes each, twice: one batch is planned while another is published. */
const maxEventsInMemory = 20_000;

await runService({
  name: 'deleter',
  configSchema,
  start: async (config, context) => {
    const faults = watchFaults();
    const metrics = createFlowMetrics(context.metrics, {
      producers: none,
      codes: none,
      eventTypes: none,
      topics: none,
    });
    const report = combineObservers(metrics, faults.observe);
    const reports = createKafkaReports({ log: context.log, observe: metrics });
    const { connection, sender, records, plan } = await openDeleter(config, context, reports);
    const clocks = watchClocks();
    const planning = watchPlanning();
    for (const check of [clocks.check, faults.check, planning.check]) context.health.add(check);
    context.runLoop('deletions', (signal, progress) => {
      const listeners = [
        logDeleterEvents(context.log),
        countDeleterEvents(report),
        trackDeleterEvents(progress),
        clocks.observe,
        planning.observe,
      ];
      const observe = combineObservers(...listeners);
      const limits = {
        maxAggregateCount: config.DELETER_BATCH_SIZE,
        maxEventCount: maxEventsInMemory,
        ...toVolumeLimits(config),
      };
      const topics = { eventsTopic: plan.eventsTopic, feedbackTopic: plan.feedbackTopic };
      return loopDeletions(
        {
          withClient: connection.withClient,
          work: { sender, records, ...topics, observe, ...limits, signal, now: Date.now },
          eventsPartitionCount: plan.eventsPartitionCount,
          contentRewriteHours: config.CONTENT_REWRITE_HOURS,
          hardDeleteRecordDays: config.HARD_DELETE_RECORD_DAYS,
          intervalMs: config.DELETER_INTERVAL_SECONDS * 1_000,
          markerIntervalMs: config.DELETER_MARKER_INTERVAL_SECONDS * 1_000,
          pollMs: 1_000,
          report,
          onFault: (error) => {
            faults.failed(error);
            context.log.warn({ err: error }, 'a run was broken off; it goes on after a pause');
          },
        },
        progress,
      );
    });
  },
});
