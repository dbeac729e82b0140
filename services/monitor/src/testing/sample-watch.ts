import type { LagReport } from '@varselvakt/lag';
import { type ConsoleWatch, createConsoleWatch } from '../overview/console-watch.ts';
import { sampleReport } from './sample-report.ts';

/** A watch that has seen these reports, ten seconds apart, and no topics. */
export function sampleWatch(reports: readonly LagReport[] = [sampleReport]): ConsoleWatch {
  let now = 1_000_000;
  const reader = { topicOffsets: async () => new Map() };
  const config = { TOPIC_PREFIX: 'notifications.', INBOUND_TOPICS: null, MONITOR_INTERVAL_SECONDS: 10 };
  const watch = createConsoleWatch(
    reader,
    config,
    () => ({ outcome: 'NOT_ASKED' }),
    () => now,
  );
  for (const report of reports) {
    watch.note(report);
    now += 10_000;
  }
  return watch;
}
