import { type ClusterAdmin, type OutgoingRecord, RecordsRefused, type Sender } from '@varselvakt/kafka';
import { sleep } from '@varselvakt/runtime';
import { beginRedrive, endRedrive, type Operator, type RedrivenLetter, type StoreClient } from '@varselvakt/store';
import type { KeptLetter } from './collect-letters.ts';
import { toRedrivenRecord } from './redriven-record.ts';

export type SendingParts = {
  /** The topic of the dead letters. */
  readonly topic: string;
  readonly admin: Pick<ClusterAdmin, 'topicBounds'>;
  readonly sender: Pick<Sender, 'send'>;
  readonly database: StoreClient;
  readonly operator: Operator;
  readonly maxPerSecond: number;
  /** Ends it after the letters that are under way. */
  readonly signal: AbortSignal;
  readonly onProgress: (doneCount: number) => void;
};

/** What was done; `refusedCount` of the letters will never be taken by Kafka as they are. */
export type Sendings = { readonly sentCount: number; readonly refusedCount: number };

const maxTogether = 100;

/**
 * Sends letters back, some at a time: written down, sent, written down again. Throws KafkaError or StoreError; then the letters under way are
 * doubtful, and the next run looks for them in their target before it sends any of them.
 */
export async function sendLetters(letters: readonly KeptLetter[], parts: SendingParts): Promise<Sendings> {
  const { maxPerSecond, signal, onProgress } = parts;
  const startedAt = performance.now();
  let done: Sendings = { sentCount: 0, refusedCount: 0 };
  let doneCount = 0;
  const together = Math.min(maxTogether, maxPerSecond);
  while (doneCount < letters.length && !signal.aborted) {
    const some = letters.slice(doneCount, doneCount + together);
    const refusedCount = await sendSome(some, parts);
    doneCount += some.length;
    done = {
      sentCount: done.sentCount + some.length - refusedCount,
      refusedCount: done.refusedCount + refusedCount,
    };
    onProgress(doneCount);
    const dueAt = startedAt + (doneCount / maxPerSecond) * 1_000;
    if (doneCount < letters.length) await sleep(Math.max(0, dueAt - performance.now()), signal);
  }
  return done;
}

async function sendSome(letters: readonly KeptLetter[], parts: SendingParts): Promise<number> {
  const { topic, database, operator } = parts;
  const marks = await toMarks(letters, parts.admin);
  await beginRedrive(database, topic, marks, operator);
  const records = letters.map(({ record, target }) => toRedrivenRecord(record, target));
  const refused = await sendAll(records, parts.sender);
  const written = marks.filter((_, index) => !refused.has(index));
  await endRedrive(database, topic, written, operator);
  return refused.size;
}

async function sendAll(records: readonly OutgoingRecord[], sender: Pick<Sender, 'send'>): Promise<ReadonlySet<number>> {
  try {
    await sender.send(records);
    return new Set();
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    return new Set(error.refusals.map(({ index }) => index));
  }
}

async function toMarks(
  letters: readonly KeptLetter[],
  admin: SendingParts['admin'],
): Promise<readonly RedrivenLetter[]> {
  const ends = new Map<string, bigint>();
  for (const topic of new Set(letters.map(({ target }) => target.topic)))
    for (const { partition, endOffset } of await admin.topicBounds(topic)) ends.set(`${topic}/${partition}`, endOffset);
  return letters.map(({ record: { partition, offset, timestampMs }, target }) => ({
    partition,
    offset,
    timestampMs,
    targetTopic: target.topic,
    targetPartition: target.partition,
    searchFrom: ends.get(`${target.topic}/${target.partition}`) ?? 0n,
  }));
}
