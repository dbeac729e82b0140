import { RegistryUnavailable } from '@varselvakt/codec';
import type { IncomingRecord } from '@varselvakt/kafka';
import type { RedriveMarks } from '@varselvakt/store';
import type { LetterReading } from '../record/letter-view.ts';
import type { TopicDecoder } from '../record/topic-decoder.ts';
import type { InboundTargets } from '../redrive/inbound-targets.ts';
import { isMeant, judgeLetter, type LetterFacts, type LetterFilter } from '../redrive/judge-letter.ts';
import type { Chosen } from './read-letters.ts';

/** A dead letter as it was read, and what is known of it. */
export type JudgedLetter = {
  readonly record: IncomingRecord;
  readonly reading: LetterReading;
  readonly facts: LetterFacts;
};

export type JudgingParts = {
  readonly decoder: TopicDecoder;
  readonly targets: InboundTargets;
  readonly marks: RedriveMarks;
  readonly filter: LetterFilter;
};

/** Judges dead letters and gives those that are meant. A registry that does not answer costs the values only. Throws KafkaError. */
export async function judgeLetters(
  records: readonly IncomingRecord[],
  { decoder, targets, marks, filter }: JudgingParts,
): Promise<readonly Chosen<JudgedLetter>[]> {
  const isReadable = await canDecode(records, decoder);
  await targets.look(records);
  const scene = { inbound: targets.partitionCounts, marks, settled: nothingSettled, resendsDoubtful: false };
  return records.flatMap((record) => {
    const reading = isReadable ? decoder.decode(record) : 'NOT_ASKED';
    const facts = judgeLetter(record, claimedProducer(reading), scene);
    const { partition, offset, timestampMs } = record;
    return isMeant(facts, filter) ? [{ partition, offset, timestampMs, letter: { record, reading, facts } }] : [];
  });
}

const nothingSettled: ReadonlyMap<string, 'WRITTEN' | 'NOT_WRITTEN'> = new Map();

async function canDecode(records: readonly IncomingRecord[], decoder: TopicDecoder): Promise<boolean> {
  try {
    await decoder.prepare(records);
    return true;
  } catch (error) {
    if (error instanceof RegistryUnavailable) return false;
    throw error;
  }
}

const claimedProducer = (reading: LetterReading): string | null =>
  reading !== undefined && reading !== 'NOT_ASKED' && reading.ok && reading.schemaName === 'ProducerEvent'
    ? reading.value.producerId
    : null;
