import type { StoreClient } from '../connect.ts';
import { type Operator, recordAction } from '../deletion/operators/record-action.ts';
import { countRedrivenLetters, readRedriveActions, tryRedriveLock } from '../sql/redrive.ts';

/** A dead letter, told apart from one at the same place of a topic that was made anew by its time; and where it is sent to. */
export type RedrivenLetter = {
  readonly partition: number;
  readonly offset: bigint;
  /** Of the dead letter, epoch ms. */
  readonly timestampMs: number;
  readonly targetTopic: string;
  readonly targetPartition: number;
  /** Where the target ended before the letter was sent: if it was written, it lies there or later. */
  readonly searchFrom: bigint;
};

/** What is known of earlier redrives of a topic, by `letterKey`. */
export type RedriveMarks = {
  /** These were written. */
  readonly sent: ReadonlySet<string>;
  /** These were about to be sent when the command ended: they may have been written, or not. */
  readonly doubtful: ReadonlyMap<string, RedrivenLetter>;
};

/** One letter's name in the marks. */
export const letterKey = ({
  partition,
  offset,
  timestampMs,
}: Pick<RedrivenLetter, 'partition' | 'offset' | 'timestampMs'>): string => `${partition}/${offset}/${timestampMs}`;

/** True when this connection is the only one that redrives, until it ends. Throws StoreError. */
export async function becomeRedriver(client: StoreClient): Promise<boolean> {
  const { rows } = await client.run(tryRedriveLock);
  return rows[0]?.['held'] === true;
}

/** Writes down, before it is done, that these letters are sent, by whom and why. Throws StoreError. */
export async function beginRedrive(
  client: StoreClient,
  topic: string,
  letters: readonly RedrivenLetter[],
  operator: Operator,
): Promise<void> {
  await recordAction(client, 'DEAD_LETTERS_REDRIVING', operator, { topic, letters: letters.map(toList) });
}

/** Writes down that these letters were written. Throws StoreError: then they are doubtful until somebody has looked. */
export async function endRedrive(
  client: StoreClient,
  topic: string,
  letters: readonly RedrivenLetter[],
  operator: Operator,
): Promise<void> {
  await recordAction(client, 'DEAD_LETTERS_REDRIVEN', operator, { topic, letters: letters.map(toList) });
}

/** The audit of all redrives of a topic is what tells which of its letters went. Throws StoreError. */
export async function readRedriveMarks(client: StoreClient, topic: string): Promise<RedriveMarks> {
  const { rows } = await client.run(readRedriveActions, [topic]);
  const sent = new Set<string>();
  const doubtful = new Map<string, RedrivenLetter>();
  for (const { action, detail } of rows) {
    const { letters } = detail as { readonly letters: readonly LetterList[] };
    for (const letter of letters.map(fromList)) {
      const key = letterKey(letter);
      if (action === 'DEAD_LETTERS_REDRIVEN') sent.add(key);
      else doubtful.set(key, letter);
    }
  }
  for (const key of sent) doubtful.delete(key);
  return { sent, doubtful };
}

/** Letters of all redrives after the act `afterNumber` (0n: of all that were), and the number of the last act that was counted. */
type RedrivenCounts = {
  readonly lastNumber: bigint;
  readonly counts: readonly { readonly topic: string; readonly result: 'begun' | 'sent'; readonly count: number }[];
};

/** Counts them by the topic that they were for. One redrive runs at a time, so no act comes in behind the last. Throws StoreError. */
export async function countRedriven(client: StoreClient, afterNumber: bigint): Promise<RedrivenCounts> {
  const { rows } = await client.run(countRedrivenLetters, [afterNumber]);
  const last = rows[0]?.['last_number'];
  return {
    lastNumber: last === undefined ? afterNumber : BigInt(last as string | bigint),
    counts: rows.map((row) => ({
      topic: row['topic'] as string,
      result: row['action'] === 'DEAD_LETTERS_REDRIVEN' ? 'sent' : 'begun',
      count: row['letter_count'] as number,
    })),
  };
}

/** Short, for there may be many in one row; offsets as text, for JSON numbers end at 2^53. */
type LetterList = readonly [
  partition: number,
  offset: string,
  timestampMs: number,
  targetTopic: string,
  targetPartition: number,
  searchFrom: string,
];

const toList = (letter: RedrivenLetter): LetterList => [
  letter.partition,
  letter.offset.toString(),
  letter.timestampMs,
  letter.targetTopic,
  letter.targetPartition,
  letter.searchFrom.toString(),
];

const fromList = ([partition, offset, timestampMs, targetTopic, targetPartition, searchFrom]: LetterList) => ({
  partition,
  offset: BigInt(offset),
  timestampMs,
  targetTopic,
  targetPartition,
  searchFrom: BigInt(searchFrom),
});
