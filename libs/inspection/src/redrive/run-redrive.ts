import { createSender } from '@varselvakt/kafka';
import {
  becomeRedriver,
  endRedrive,
  letterKey,
  type Operator,
  readRedriveMarks,
  type StoreClient,
} from '@varselvakt/store';
import type { TopicAccess } from '../topic-access.ts';
import { type CollectedLetters, collectLetters, type KeptLetter, type LetterRequest } from './collect-letters.ts';
import { RedriveRefused } from './redrive-refused.ts';
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

export type RedriveControl = {
  /** Ends it after the letters that are under way. */
  readonly signal: AbortSignal;
  readonly onProgress: (doneCount: number, chosenCount: number) => void;
};

const stopDeadlineMs = 10_000;

/**
 * Sends dead letters back to where their records lay, each at most once, or says which would go. The connection must be nobody else's: it is
 * the only one that redrives until it is closed. Throws RedriveRefused, KafkaError, RegistryUnavailable, StoreError.
 */
export async function runRedrive(
  request: RedriveRequest,
  access: TopicAccess,
  database: StoreClient,
  control: RedriveControl,
): Promise<RedriveReport> {
  const { operator } = request;
  const topic = access.topics.deadLetter;
  if (operator !== null && !(await becomeRedriver(database))) throw new RedriveRefused('ANOTHER_RUNS');
  if ((await access.admin.partitionCount(topic)) === null) throw new RedriveRefused('NO_TOPIC');
  const marks = await readRedriveMarks(database, topic);
  const settled = await settleDoubtful(marks, access);
  const { kept, ...collected } = await collectLetters(request, access, { marks, settled });
  const report = { ...collected, topic, isDryRun: operator === null, chosenCount: kept.length };
  if (operator === null) return { ...report, sentCount: 0, refusedCount: 0, isInterrupted: false };
  const arrived = [...marks.doubtful.values()].filter((letter) => settled.get(letterKey(letter)) === 'WRITTEN');
  if (arrived.length > 0) await endRedrive(database, topic, arrived, operator);
  return { ...report, ...(await sendKept(kept, { ...request, operator }, { access, database, control })) };
}

async function sendKept(
  letters: readonly KeptLetter[],
  { operator, maxPerSecond }: { readonly operator: Operator; readonly maxPerSecond: number },
  parts: { readonly access: TopicAccess; readonly database: StoreClient; readonly control: RedriveControl },
): Promise<Sendings & { readonly isInterrupted: boolean }> {
  const { client, admin, topics } = parts.access;
  const sender = createSender(client);
  try {
    const done = await sendLetters(letters, {
      ...{ topic: topics.deadLetter, admin, sender, database: parts.database, operator, maxPerSecond },
      signal: parts.control.signal,
      onProgress: (doneCount) => parts.control.onProgress(doneCount, letters.length),
    });
    return { ...done, isInterrupted: done.sentCount + done.refusedCount < letters.length };
  } finally {
    await sender.stop(stopDeadlineMs);
  }
}
