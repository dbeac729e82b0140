import type { LagReader } from '@varselvakt/kafka';
import type { DeletionFacts, LagReport } from '@varselvakt/lag';
import { type AssignmentWatch, createAssignmentWatch } from '../lag-view/assignment-watch.ts';
import { createLagHistory, historyLimits, type LagHistory } from '../lag-view/lag-history.ts';
import { createFlowWatch, type FlowWatch } from './flow-watch.ts';

/** What the console shows beside the last look: how it went, and what flows. */
export type ConsoleWatch = {
  readonly history: LagHistory;
  readonly assignments: AssignmentWatch;
  readonly flow: FlowWatch;
  readonly deletions: () => DeletionFacts;
  /** Takes a look of the collector into account. */
  readonly note: (report: LagReport) => void;
};

type WatchConfig = {
  readonly TOPIC_PREFIX: string;
  readonly INBOUND_TOPICS: readonly string[] | null;
  readonly MONITOR_INTERVAL_SECONDS: number;
};

/** Makes a watch; all that it remembers is in memory and of bounded size. */
export function createConsoleWatch(
  reader: Pick<LagReader, 'topicOffsets'>,
  config: WatchConfig,
  deletions: () => DeletionFacts,
  now: () => number = Date.now,
): ConsoleWatch {
  const history = createLagHistory(historyLimits(config.MONITOR_INTERVAL_SECONDS));
  const assignments = createAssignmentWatch();
  return {
    ...{ history, assignments, deletions, flow: createFlowWatch(reader, config, now) },
    note: (report) => {
      history.note(report, now());
      assignments.note(report, now());
    },
  };
}
