import { readDatabaseClock, takeDeletionNotices } from '@varselvakt/store';
import type { DeletionWork } from '../deletion-work.ts';
import { publish } from '../publish-deletions.ts';
import { forgetTold } from '../tell-producers.ts';
import { decideNotices, type NoticeWish } from './decide-notices.ts';

/** The register, as far as it says who wants to know. */
type NoticeRegister = { readonly labels: ReadonlyMap<string, NoticeWish> };

/**
 * Tells producers of deletions ahead (DELETION_PLANNED), at every interval, those labels that have asked for it. What was told stands beside the
 * aggregate, so that a new start tells nothing twice. Throws KafkaError or StoreError; what is not acknowledged is sent by the next run.
 */
export function createNoticeTeller(
  intervalMs: number,
  register: () => NoticeRegister | null,
): (work: DeletionWork) => Promise<void> {
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (work) => {
    const at = work.now();
    // Also when it lies further ahead than it can: then the clock was set back.
    if (at < nextAt && nextAt - at <= intervalMs) return;
    const notices = decideNotices(register()?.labels.values() ?? [], await readDatabaseClock(work.client));
    if (notices.length > 0) await tellNotices(work, notices);
    nextAt = work.now() + intervalMs;
  };
}

async function tellNotices(work: DeletionWork, labels: ReturnType<typeof decideNotices>): Promise<void> {
  const { client, maxAggregateCount: maxCount, feedbackTopic, records } = work;
  let from: number | null = null;
  do {
    const taken = await takeDeletionNotices(client, {
      labels,
      from,
      maxCount,
      feedbackTopic,
      toFeedback: records.notice,
    });
    await publish(work, 'notices-published', taken.feedback.records.map(records.direct));
    await forgetTold(work, taken.feedback);
    from = taken.nextFrom;
  } while (from !== null && !work.signal.aborted);
}
