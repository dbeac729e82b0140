import { parseProducerId } from '@varselvakt/domain';
import { type DeadLetterFacts, type IncomingRecord, readDeadLetter } from '@varselvakt/kafka';
import { letterKey, type RedriveMarks } from '@varselvakt/store';

/** Why a dead letter stays where it is. */
export type Obstacle =
  /** It went before. */
  | 'REDRIVEN'
  /** It may have gone before: the command ended while it was under way, and the target has been cut since. */
  | 'DOUBTFUL'
  /** The record was too large to be kept. */
  | 'POINTER'
  /** It does not come from a topic that producers write to. */
  | 'NOT_INBOUND'
  /** Its topic or partition is no more. */
  | 'NO_TARGET';

/** What is known of a dead letter, for choosing and counting. Holds no value of it. */
export type LetterFacts = {
  readonly partition: number;
  readonly offset: bigint;
  /** When it became a dead letter, epoch ms. */
  readonly timestampMs: number;
  readonly code: string;
  /** Null when neither event nor topic tells. */
  readonly producerId: string | null;
  readonly target: { readonly topic: string; readonly partition: number } | null;
  readonly obstacle: Obstacle | null;
};

/** Which letters are meant; null asks for all. */
export type LetterFilter = {
  readonly codes: ReadonlySet<string> | null;
  readonly producerId: string | null;
  /** One letter alone. */
  readonly place: { readonly partition: number; readonly offset: bigint } | null;
};

export type LetterScene = {
  /** The topics that producers write to, and how many partitions each has. */
  readonly inbound: ReadonlyMap<string, number>;
  readonly marks: RedriveMarks;
  /** Letters that were under way and were found in their target, or surely not. */
  readonly settled: ReadonlyMap<string, 'WRITTEN' | 'NOT_WRITTEN'>;
  readonly resendsDoubtful: boolean;
};

const codeForm = /^[A-Z][A-Z_]{1,79}$/;
const manyDigits = /\d{8}/;
const ownTopicForm = /\.inbound\.([a-z0-9-]{1,63})$/;

/** What a dead letter is and whether it may go; `claimedProducer` is what its event says, where it can be read. Pure. */
export function judgeLetter(record: IncomingRecord, claimedProducer: string | null, scene: LetterScene): LetterFacts {
  const facts = readDeadLetter(record);
  const { originalTopic, originalPartition, code } = facts;
  const { partition, offset, timestampMs } = record;
  const target =
    originalTopic === null || originalPartition === null
      ? null
      : { topic: originalTopic, partition: originalPartition };
  return {
    partition,
    offset,
    timestampMs,
    code: code !== null && codeForm.test(code) ? code : 'unknown',
    producerId: producerOf(claimedProducer, originalTopic),
    target,
    obstacle: obstacleOf(record, facts, scene),
  };
}

function producerOf(claimed: string | null, topic: string | null): string | null {
  const [, owner] = ownTopicForm.exec(topic ?? '') ?? [];
  const producerId = owner ?? (claimed === null ? null : (parseProducerId(claimed) ?? null));
  // Whoever can write a record could call himself by somebody's number.
  return producerId === null || manyDigits.test(producerId.replaceAll('-', '')) ? null : producerId;
}

function obstacleOf(record: IncomingRecord, facts: DeadLetterFacts, scene: LetterScene): Obstacle | null {
  const key = letterKey(record);
  if (scene.marks.sent.has(key) || scene.settled.get(key) === 'WRITTEN') return 'REDRIVEN';
  if (facts.isPointer) return 'POINTER';
  const partitionCount = facts.originalTopic === null ? undefined : scene.inbound.get(facts.originalTopic);
  // Never to a topic that only the letter names: whoever can write a letter could otherwise have us write anywhere.
  if (partitionCount === undefined) return 'NOT_INBOUND';
  const partition = facts.originalPartition;
  if (partition === null || partition < 0 || partition >= partitionCount) return 'NO_TARGET';
  const isDoubtful = scene.marks.doubtful.has(key) && scene.settled.get(key) !== 'NOT_WRITTEN';
  return isDoubtful && !scene.resendsDoubtful ? 'DOUBTFUL' : null;
}

/** Whether a letter is meant. */
export const isMeant = ({ code, producerId, partition, offset }: LetterFacts, filter: LetterFilter): boolean =>
  (filter.codes === null || filter.codes.has(code)) &&
  (filter.producerId === null || filter.producerId === producerId) &&
  (filter.place === null || (filter.place.partition === partition && filter.place.offset === offset));
