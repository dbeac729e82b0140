import { createRecordReader, type IncomingRecord } from '@varselvakt/kafka';
import type { RedriveMarks } from '@varselvakt/store';
import type { OffsetRange } from '../places/offset-range.ts';
import { readPlaces } from '../places/read-places.ts';
import { type ReadPlace, resolvePlaces } from '../places/resolve-places.ts';
import { createTopicDecoder } from '../record/topic-decoder.ts';
import type { TopicAccess } from '../topic-access.ts';
import { createInboundTargets } from './inbound-targets.ts';
import { isMeant, judgeLetter, type LetterFacts, type LetterFilter, type LetterScene } from './judge-letter.ts';
import { createLetterTally, type LetterGroup } from './letter-tally.ts';

export type LetterRequest = {
  readonly filter: LetterFilter;
  /** When they became dead letters. */
  readonly range: OffsetRange;
  /** So many are kept for sending; the others are only counted. */
  readonly maxLetters: number;
  readonly resendsDoubtful: boolean;
};

/** A dead letter with its bytes, and where they go. */
export type KeptLetter = { readonly record: IncomingRecord; readonly target: NonNullable<LetterFacts['target']> };

export type CollectedLetters = {
  readonly groups: readonly LetterGroup[];
  /** Each partition's in its order. */
  readonly kept: readonly KeptLetter[];
  /** How many may go, kept or not. */
  readonly sendableCount: number;
};

/** A run holds no more; the next one takes the rest. */
const maxKeptBytes = 64_000_000;

/** One letter alone is looked for where it lies. */
const narrow = (places: readonly ReadPlace[], { place }: LetterFilter): readonly ReadPlace[] =>
  place === null
    ? places
    : places
        .filter(
          ({ partition, startOffset, endOffset }) =>
            partition === place.partition && startOffset <= place.offset && place.offset < endOffset,
        )
        .map((one) => ({ ...one, startOffset: place.offset, endOffset: place.offset + 1n }));

/** Reads all dead letters of a stretch of time, counts those that are meant, and keeps those that may go. Throws KafkaError, RegistryUnavailable. */
export async function collectLetters(
  request: LetterRequest,
  access: TopicAccess,
  known: { readonly marks: RedriveMarks; readonly settled: LetterScene['settled'] },
): Promise<CollectedLetters> {
  const topic = access.topics.deadLetter;
  const places = narrow(await resolvePlaces(access.admin, topic, request.range), request.filter);
  const decoder = createTopicDecoder(topic, access);
  const targets = createInboundTargets(access);
  const scene = { ...known, inbound: targets.partitionCounts, resendsDoubtful: request.resendsDoubtful };
  const tally = createLetterTally();
  const kept: KeptLetter[] = [];
  let keptBytes = 0;
  const take = (record: IncomingRecord): void => {
    const decoded = decoder.decode(record);
    const claimed = decoded?.ok && decoded.schemaName === 'ProducerEvent' ? decoded.value.producerId : null;
    const facts = judgeLetter(record, claimed, scene);
    if (!isMeant(facts, request.filter)) return;
    tally.add(facts);
    if (facts.obstacle !== null || facts.target === null) return;
    const isRoom = kept.length < request.maxLetters && keptBytes < maxKeptBytes;
    if (isRoom) kept.push({ record, target: facts.target });
    keptBytes += record.value?.length ?? 0;
  };
  const onRecords = async (records: readonly IncomingRecord[]): Promise<void> => {
    await decoder.prepare(records);
    await targets.look(records);
    for (const record of records) take(record);
  };
  const reader = createRecordReader(access.client);
  try {
    await readPlaces(reader, places, onRecords);
  } finally {
    await reader.close();
  }
  return { groups: tally.groups(), kept, sendableCount: tally.sendableCount() };
}
