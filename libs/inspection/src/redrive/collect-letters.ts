import type { IncomingRecord } from '@varselvakt/kafka';
import type { RedriveMarks } from '@varselvakt/store';
import { openTopicReader } from '../open-topic-reader.ts';
import type { OffsetRange } from '../places/offset-range.ts';
import { resolvePlaces } from '../places/resolve-places.ts';
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

/** Reads all dead letters of a stretch of time, counts those that are meant, and keeps those that may go. Throws KafkaError, RegistryUnavailable. */
export async function collectLetters(
  request: LetterRequest,
  access: TopicAccess,
  known: { readonly marks: RedriveMarks; readonly settled: LetterScene['settled'] },
): Promise<CollectedLetters> {
  const topic = access.topics.deadLetter;
  const places = await resolvePlaces(access.admin, topic, request.range);
  const endOffsets = new Map(places.map(({ partition, endOffset }) => [partition, endOffset]));
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
  const reader = await openTopicReader({
    ...access,
    topics: [topic],
    places,
    onRecords: async (records) => {
      const wanted = records.filter(({ partition, offset }) => offset < (endOffsets.get(partition) ?? 0n));
      await decoder.prepare(wanted);
      await targets.look(wanted);
      for (const record of wanted) take(record);
    },
  });
  try {
    await reader.caughtUp;
  } finally {
    await reader.stop();
  }
  return { groups: tally.groups(), kept, sendableCount: tally.sendableCount() };
}
