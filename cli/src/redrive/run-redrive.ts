import { createSender } from '@varselvakt/kafka';
import {
  becomeRedriver,
  endRedrive,
  letterKey,
  type Operator,
  readRedriveMarks,
  type StoreClient,
} from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { showProgress } from '../operator/show-progress.ts';
import type { TopicAccess } from '../with-topic-access.ts';
import { type CollectedLetters, collectLetters, type KeptLetter, type LetterRequest } from './collect-letters.ts';
import { type Sendings, sendLetters } from './send-letters.ts';
import { settleDoubtful } from './settle-doubtful.ts';

export type RedriveRequest = LetterRequest & {
  readonly maxPerSecond: number;
  /** Null: only say what would go. */
  readonly operator: Operator | null;
};

export type RedriveReport = Omit<CollectedLetters, 'kept'> & {
  readonly topic: string;
  readonly isDryRun: boolean;
  readonly chosenCount: number;
  readonly sentCount: number;
  readonly refusedCount: number;
  readonly isInterrupted: boolean;
};

const stopDeadlineMs = 10_000;

/** Sends dead letters back to where their records lay, each at most once, or says which would go. Throws CommandError, KafkaError, StoreError. */
export async function runRedrive(
  request: RedriveRequest,
  access: TopicAccess,
  database: StoreClient,
): Promise<RedriveReport> {
  const { operator } = request;
  const topic = access.topics.deadLetter;
  if (operator !== null && !(await becomeRedriver(database)))
    throw new CommandError('Somebody else is redriving at this moment; try again afterwards.', exitCodes.failed);
  if ((await access.admin.partitionCount(topic)) === null)
    throw new CommandError(`There is no topic ${topic}.`, exitCodes.usage);
  const marks = await readRedriveMarks(database, topic);
  const settled = await settleDoubtful(marks, access);
  const { kept, ...collected } = await collectLetters(request, access, { marks, settled });
  const report = { ...collected, topic, isDryRun: operator === null, chosenCount: kept.length };
  if (operator === null) return { ...report, sentCount: 0, refusedCount: 0, isInterrupted: false };
  const arrived = [...marks.doubtful.values()].filter((letter) => settled.get(letterKey(letter)) === 'WRITTEN');
  if (arrived.length > 0) await endRedrive(database, topic, arrived, operator);
  return { ...report, ...(await sendUntilInterrupted(kept, { ...request, operator }, access, database)) };
}

async function sendUntilInterrupted(
  letters: readonly KeptLetter[],
  { operator, maxPerSecond }: { readonly operator: Operator; readonly maxPerSecond: number },
  { client, admin, topics }: TopicAccess,
  database: StoreClient,
): Promise<Sendings & { readonly isInterrupted: boolean }> {
  const interruption = new AbortController();
  // Only the first time: who presses it again means it.
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const bar = showProgress('sent again', process.stderr);
  const sender = createSender(client);
  try {
    const { signal } = interruption;
    const onProgress = (doneCount: number): void => bar.update(doneCount, letters.length);
    const parts = { topic: topics.deadLetter, admin, sender, database, operator, maxPerSecond, signal, onProgress };
    const done = await sendLetters(letters, parts);
    return { ...done, isInterrupted: done.sentCount + done.refusedCount < letters.length };
  } finally {
    bar.end();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await sender.stop(stopDeadlineMs);
  }
}
