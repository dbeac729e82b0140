import { encodeByteaArray, encodeInt4Array } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import {
  insertDeletionFeedback,
  readDeletionFeedback,
  removeDeletionFeedback,
} from '../sql/deleter/deletion-feedback.ts';

/** A record that tells a producer of a deletion. It waits in the outbox, for the aggregate is gone when it is sent. */
export type FeedbackRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
};

/** What is to be sent, and the numbers of its lines in the outbox, by which it is removed; null when there is nothing. */
export type DeletionFeedback = { readonly records: readonly FeedbackRecord[]; readonly lines: FeedbackLines | null };
export type FeedbackLines = { readonly firstId: bigint; readonly lastId: bigint };

/** Puts feedback for one topic into the outbox; call it inside the transaction in which the aggregates go. Throws StoreError. */
export async function saveDeletionFeedback(
  client: StoreClient,
  topic: string,
  records: readonly Omit<FeedbackRecord, 'topic'>[],
): Promise<DeletionFeedback> {
  const { rows } = await client.run(insertDeletionFeedback, [
    topic,
    encodeInt4Array(records.map(({ partition }) => partition)),
    encodeByteaArray(records.map(({ key }) => key)),
    encodeByteaArray(records.map(({ value }) => value)),
  ]);
  return {
    records: records.map((record) => ({ ...record, topic })),
    lines: toLines(rows[0]?.['first_id'], rows[0]?.['last_id']),
  };
}

/** The oldest feedback that nobody has acknowledged yet: a run was broken off before it could. Throws StoreError. */
export async function readWaitingFeedback(client: StoreClient, maxCount: number): Promise<DeletionFeedback> {
  const { rows } = await client.run(readDeletionFeedback, [maxCount]);
  const records = rows.map((row) => ({
    topic: row['topic'] as string,
    partition: Number(row['partition']),
    key: row['key'] as Buffer,
    value: row['value'] as Buffer,
  }));
  return { records, lines: toLines(rows[0]?.['outbox_id'], rows.at(-1)?.['outbox_id']) };
}

/** Removes what Kafka has acknowledged. Throws StoreError. */
export async function removeToldFeedback(client: StoreClient, { firstId, lastId }: FeedbackLines): Promise<void> {
  await client.run(removeDeletionFeedback, [firstId.toString(), lastId.toString()]);
}

const toLines = (firstId: unknown, lastId: unknown): FeedbackLines | null =>
  typeof firstId === 'string' && typeof lastId === 'string'
    ? { firstId: BigInt(firstId), lastId: BigInt(lastId) }
    : null;
