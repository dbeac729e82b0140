import { encodeTextArray, encodeTimestampArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { takeNotices } from '../sql/deleter/notices.ts';
import { type DeletionFeedback, type FeedbackRecord, saveDeletionFeedback } from './deletion-feedback.ts';
import { readDatabaseClock } from './due-deletions.ts';
import { type DeletionCandidate, toCandidate } from './planned-deletion.ts';

export type NoticeRequest = {
  /** Labels whose producers want to know, and up to which planned time they are told now (milliseconds since the epoch). */
  readonly labels: readonly { readonly label: string; readonly untilAt: number }[];
  /** Planned times before this have had their turn; null = none have. */
  readonly from: number | null;
  readonly maxCount: number;
  readonly feedbackTopic: string;
  readonly toFeedback: (coming: DeletionCandidate, noticedAt: number) => Omit<FeedbackRecord, 'topic'>;
};

export type Notices = {
  readonly feedback: DeletionFeedback;
  /** From which planned time on to ask for more; null: these were all. */
  readonly nextFrom: number | null;
};

/**
 * What producers are to be told ahead, each planned time once: it is noted beside the aggregate and put into the outbox in one transaction.
 * Throws StoreError.
 */
export async function takeDeletionNotices(client: StoreClient, request: NoticeRequest): Promise<Notices> {
  const { labels, from, maxCount, feedbackTopic, toFeedback } = request;
  const times = labels.map(({ untilAt }) => untilAt);
  return client.transaction(async () => {
    const { rows } = await client.run(takeNotices, [
      encodeTextArray(labels.map(({ label }) => label)),
      encodeTimestampArray(times),
      new Date(Math.max(...times)),
      new Date(from ?? 0),
      maxCount,
    ]);
    const coming = rows.map(toCandidate);
    const noticedAt = await readDatabaseClock(client);
    const feedback = await saveDeletionFeedback(
      client,
      feedbackTopic,
      coming.map((one) => toFeedback(one, noticedAt)),
    );
    // Times are finer in the database: the last one's millisecond is looked at again.
    const lastAt = coming.reduce((latest, { dueAt }) => Math.max(latest, dueAt), 0) - 1;
    return { feedback, nextFrom: coming.length < maxCount ? null : lastAt };
  });
}
