import type { FlowObserver, ProgressTracker } from '@varselvakt/runtime';
import { errorCodeOf, nextDelayMs, sleep } from '@varselvakt/runtime';
import {
  becomeRelay,
  countHeldDeletions,
  hasRequestedDeletion,
  hastenJoinedLate,
  measureDueDeletions,
  readLedgerHead,
  type StoreClient,
} from '@varselvakt/store';
import { cleanContent } from './clean-content.ts';
import type { DeletionWork } from './deletion-work.ts';
import { requireHealable } from './require-healable.ts';
import { forgetTallies } from './forget-tallies.ts';
import { type RunSummary, runDeletions } from './run-deletions.ts';
import { appendMarkers, retireHardDeletes } from './tend-event-log.ts';
import { watchCleaning } from './watch-cleaning.ts';

export type DeleterLoopParts = {
  /** Lends the one connection, on which the lock is held. */
  readonly withClient: <T>(use: (client: StoreClient) => Promise<T>) => Promise<T>;
  readonly work: Omit<DeletionWork, 'client'>;
  readonly eventsPartitionCount: number;
  readonly contentRewriteHours: number;
  readonly hardDeleteRecordDays: number;
  readonly eventTallyDays: number;
  readonly intervalMs: number;
  readonly markerIntervalMs: number;
  readonly pollMs: number;
  /** Tells producers of deletions ahead, when it is time; false: some are left. */
  readonly tellNotices: (work: DeletionWork) => Promise<boolean>;
  readonly report: FlowObserver;
  readonly onFault: (error: Error) => void;
};

/** No transaction of a persister lasts for as long. */
const joinedLateHours = 24;
/** What is asked for and cannot be deleted just now is not tried every second. */
const fruitlessPauseMs = 10_000;

/**
 * Runs at every interval, and within `pollMs` when somebody asked for a deletion. One deleter works at a time; the others stand by and
 * take over when its connection ends. Faults that may heal are waited out; throws on all others.
 */
export async function loopDeletions(parts: DeleterLoopParts, progress: ProgressTracker): Promise<void> {
  const { signal, now } = parts.work;
  let times: RunTimes = { nextRunAt: now(), nextMarkersAt: now(), nextRequestAt: now() };
  let failureCount = 0;
  let areClocksApart = false;
  while (!signal.aborted) {
    try {
      const turn = await parts.withClient((client) => takeTurn(parts, client, times));
      failureCount = 0;
      if (turn.outcome !== 'RAN') areClocksApart &&= turn.outcome !== 'STANDING_BY';
      else areClocksApart = turn.summary.outcome === 'CLOCKS_APART';
      if (turn.outcome === 'RAN') times = nextTimes(parts, times, turn);
      if (areClocksApart) progress.blocked('CLOCKS_APART');
      else progress.idle();
      await sleep(parts.pollMs, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = requireHealable(thrown);
      failureCount += 1;
      times = { ...times, nextRunAt: now() }; // the next run tells whether all is well again
      progress.blocked(errorCodeOf(error));
      parts.onFault(error);
      await sleep(nextDelayMs(failureCount), signal);
    }
  }
}

type RunTimes = { readonly nextRunAt: number; readonly nextMarkersAt: number; readonly nextRequestAt: number };
type Ran = {
  readonly outcome: 'RAN';
  readonly summary: RunSummary;
  /** Something beside deletions was left, so that these are looked for in between. */
  readonly isMoreLeft: boolean;
  readonly isRequested: boolean;
  readonly withMarkers: boolean;
};
type Turn = Ran | { readonly outcome: 'STANDING_BY' | 'NOTHING_TO_DO' };

async function takeTurn(parts: DeleterLoopParts, client: StoreClient, times: RunTimes): Promise<Turn> {
  const { now } = parts.work;
  const isLeader = await becomeRelay(client, 'DELETER');
  parts.report({ type: 'LeadershipSeen', isLeader });
  if (!isLeader) return { outcome: 'STANDING_BY' };
  const isTime = isTimeFor(times.nextRunAt, now(), parts.intervalMs);
  const isRequested = !isTime && now() >= times.nextRequestAt && (await hasRequestedDeletion(client));
  if (!isTime && !isRequested) return { outcome: 'NOTHING_TO_DO' };
  const withMarkers = isTimeFor(times.nextMarkersAt, now(), parts.markerIntervalMs);
  const ran = await runOnce(parts, client, withMarkers);
  return { outcome: 'RAN', ...ran, isRequested, withMarkers: withMarkers && isClockSure(ran.summary) };
}

const isClockSure = ({ outcome }: RunSummary): boolean => outcome !== 'CLOCKS_APART';

/** Also when it lies further ahead than it can: then the clock was set back, and waiting could take for ever. */
const isTimeFor = (nextAt: number, at: number, everyMs: number): boolean => at >= nextAt || nextAt - at > everyMs;

function nextTimes(parts: DeleterLoopParts, times: RunTimes, ran: Ran): RunTimes {
  const { summary, isMoreLeft, isRequested, withMarkers } = ran;
  const at = parts.work.now();
  return {
    nextRunAt: isMoreLeft ? at : at + parts.intervalMs,
    nextMarkersAt: withMarkers ? at + parts.markerIntervalMs : times.nextMarkersAt,
    nextRequestAt: isRequested && summary.erasedCount === 0 ? at + fruitlessPauseMs : at,
  };
}

async function runOnce(
  parts: DeleterLoopParts,
  client: StoreClient,
  withMarkers: boolean,
): Promise<Pick<Ran, 'summary' | 'isMoreLeft'>> {
  const { now } = parts.work;
  const work: DeletionWork = { ...parts.work, client };
  const startedAt = now();
  const report = (result: 'ok' | 'failed') =>
    parts.report({ type: 'DeleterRan', result, durationMs: now() - startedAt, endedAt: now() });
  try {
    // All groups every now and then: whoever stood still for long must not miss one for ever.
    await hastenJoinedLate(client, withMarkers ? null : joinedLateHours);
    const summary = await runDeletions(work);
    // Ages are reckoned by the same clock that is in doubt then; and Kafka refuses records that are an hour ahead of its own, which would end us.
    const isSure = isClockSure(summary);
    const areRetired = !isSure || (await retireHardDeletes(work, parts.hardDeleteRecordDays));
    const areTold = !isSure || (await parts.tellNotices(work));
    if (withMarkers && isSure) await appendMarkers(work, parts.eventsPartitionCount);
    if (withMarkers && isSure) await forgetTallies(work, parts.eventTallyDays);
    if (summary.erasedCount > 0) await tellSeal(work);
    await cleanContent(work, parts.contentRewriteHours);
    await watchCleaning(work);
    parts.report({ type: 'DueMeasured', ...(await measureDueDeletions(client)) });
    parts.report({ type: 'HoldsMeasured', heldCount: await countHeldDeletions(client) });
    report(summary.outcome === 'CLOCKS_APART' || summary.outcome === 'VOLUME' ? 'failed' : 'ok');
    return { summary, isMoreLeft: !areRetired || !areTold };
  } catch (error) {
    report('failed');
    throw error;
  }
}

async function tellSeal({ client, observe }: DeletionWork): Promise<void> {
  const head = await readLedgerHead(client);
  if (head === null) return;
  const { batchNumber, batchHash } = head;
  observe({ type: 'LedgerSealed', batchNumber: batchNumber.toString(), batchHash: batchHash.toString('hex') });
}
