import { openFeedback } from '@varselvakt/pipeline';
import { combineObservers, runService } from '@varselvakt/runtime';
import { configSchema, toLimits } from './config.ts';
import { loopDeletions } from './deleter-loop.ts';
import { startDryRuns } from './dry-run/loop-dry-runs.ts';
import { createListeners, watchFaults } from './listen.ts';
import { createNoticeTeller } from './notices/tell-notices.ts';
import { openDeleter } from './open-deleter.ts';
import { openMetrics } from './open-metrics.ts';
import { startSweeps } from './sweep/start-sweeps.ts';

await runService({
  name: 'deleter',
  configSchema,
  start: async (config, context) => {
    if (config.DELETER_DRY_RUN) return startDryRuns(config, context);
    const faults = watchFaults();
    const { flow, reports, database } = openMetrics(config, context);
    const report = combineObservers(flow, faults.observe);
    const opened = await openDeleter(config, { ...context, database }, reports, (client, shared) =>
      openFeedback(config, context, { shared, client }),
    );
    const { connection, sender, records, plan, ways } = opened;
    context.health.add(faults.check);
    const listen = createListeners(context, report);
    startSweeps(config, context, { ...opened, eventsTopic: plan.eventsTopic }, report);
    context.runLoop('deletions', (signal, progress) => {
      const limits = toLimits(config);
      const topics = { eventsTopic: plan.eventsTopic, feedbackTopic: plan.feedbackTopic };
      return loopDeletions(
        {
          withClient: connection.withClient,
          work: { sender, records, ...topics, observe: listen(progress), ...limits, signal, now: Date.now },
          eventsPartitionCount: plan.eventsPartitionCount,
          contentRewriteHours: config.CONTENT_REWRITE_HOURS,
          hardDeleteRecordDays: config.HARD_DELETE_RECORD_DAYS,
          eventTallyDays: config.EVENT_TALLY_DAYS,
          intervalMs: config.DELETER_INTERVAL_SECONDS * 1_000,
          markerIntervalMs: config.DELETER_MARKER_INTERVAL_SECONDS * 1_000,
          pollMs: 1_000,
          tellNotices: createNoticeTeller(config.DELETER_NOTICE_INTERVAL_SECONDS * 1_000, ways.register),
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
