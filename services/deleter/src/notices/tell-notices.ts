import { type Notices, readDatabaseClock, takeDeletionNotices } from '@varselvakt/store';
import type { DeletionWork } from '../deletion-work.ts';
import { publish } from '../publish-deletions.ts';
import { forgetTold } from '../tell-producers.ts';
import { decideNotices, type NoticeWish } from './decide-notices.ts';

/** The register, as far as it says who wants to know. */
type NoticeRegister = { readonly labels: ReadonlyMap<string, NoticeWish> };

/**
 * Tells producers of deletions ahead (DELETION_PLANNED), at every interval, those labels that have asked for it. What was told stands beside the
 * aggregate, so that a new start tells nothing twice. False: some are left for the next run. Throws KafkaError or StoreError; what is not
 * acknowledged is sent by the next run.
 */
export function createNoticeTeller(
  intervalMs: number,
  register: () => NoticeRegister | null,
): (work: DeletionWork) => Promise<boolean> {
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (work) => {
    const at = work.now();
    // Also when it lies further ahead than it can: then the clock was set back.
    if (at < nextAt && nextAt - at <= intervalMs) return true;
    const notices = decideNotices(register()?.labels.values() ?? [], await readDatabaseClock(work.client));
    const areAllTold = await tellNotices(work, notices);
    nextAt = areAllTold ? work.now() + intervalMs : Number.NEGATIVE_INFINITY;
    return areAllTold;
  };
}

/** What is left waits for the next run, so that deletions do not. */
const maxBatchesPerRun = 20;

/** False: some are left. */
async function tellNotices(work: DeletionWork, labels: ReturnType<typeof decideNotices>): Promise<boolean> {
  if (labels.length === 0) return true;
  const { client, maxAggregateCount: maxCount, feedbackTopic, records } = work;
  let from: number | null = null;
  for (let batch = 0; batch < maxBatchesPerRun && !work.signal.aborted; batch += 1) {
    const taken: Notices = await takeDeletionNotices(client, {
      labels,
      from,
      maxCount,
      feedbackTopic,
      toFeedback: records.notice,
    });
    await publish(work, 'notices-published', taken.feedback.records.map(records.direct));
    await forgetTold(work, taken.feedback);
    from = taken.nextFrom;
    if (from === null) return true;
  }
  return false;
}
