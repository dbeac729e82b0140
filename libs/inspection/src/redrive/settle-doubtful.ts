import { createRecordReader, headerBytes, type IncomingRecord } from '@varselvakt/kafka';
import { letterKey, type RedriveMarks, type RedrivenLetter } from '@varselvakt/store';
import { readPlaces } from '../places/read-places.ts';
import type { ReadPlace } from '../places/resolve-places.ts';
import type { TopicAccess } from '../topic-access.ts';
import { originHeader, originOf } from './redriven-record.ts';

/** What became of letters that were under way when a command ended; those of which nothing can be said are left out. */
export type Settled = ReadonlyMap<string, 'WRITTEN' | 'NOT_WRITTEN'>;

type Search = { readonly places: readonly ReadPlace[]; readonly letters: readonly RedrivenLetter[] };

/** Looks for such letters where they were to be written. Reads only. Throws KafkaError. */
export async function settleDoubtful(marks: RedriveMarks, access: TopicAccess): Promise<Settled> {
  const settled = new Map<string, 'WRITTEN' | 'NOT_WRITTEN'>();
  const byTopic = Map.groupBy(marks.doubtful.values(), ({ targetTopic }) => targetTopic);
  for (const [topic, letters] of byTopic) {
    const search = await planSearch(topic, letters, access);
    const found = await findOrigins(search, access);
    for (const letter of letters) {
      const isFound = found.has(originOf(access.topics.deadLetter, letter));
      if (isFound) settled.set(letterKey(letter), 'WRITTEN');
      else if (isWholeStretchThere(letter, search.places)) settled.set(letterKey(letter), 'NOT_WRITTEN');
    }
  }
  return settled;
}

const byOffset = (one: bigint, other: bigint): number => (one < other ? -1 : 1);

/** Of partitions where nothing is sought only the end. */
async function planSearch(topic: string, letters: readonly RedrivenLetter[], { admin }: TopicAccess): Promise<Search> {
  if ((await admin.partitionCount(topic)) === null) return { places: [], letters };
  const bounds = await admin.topicBounds(topic);
  const places = bounds.map(({ partition, startOffset, endOffset }) => {
    const starts = letters.filter((letter) => letter.targetPartition === partition).map(({ searchFrom }) => searchFrom);
    const [first = endOffset] = starts.toSorted(byOffset);
    return { topic, partition, startOffset: [first, startOffset].toSorted(byOffset)[1] ?? startOffset, endOffset };
  });
  return { places, letters };
}

async function findOrigins({ places }: Search, access: TopicAccess): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (!places.some(({ startOffset, endOffset }) => startOffset < endOffset)) return found;
  const take = ({ headers }: IncomingRecord): void => {
    const origin = headerBytes(headers, originHeader);
    if (origin !== undefined) found.add(origin.toString('utf8'));
  };
  const onRecords = async (records: readonly IncomingRecord[]): Promise<void> => records.forEach(take);
  const reader = createRecordReader(access.client);
  try {
    await readPlaces(reader, places, onRecords);
  } finally {
    await reader.close();
  }
  return found;
}

/** What has been cut off since may have held the letter. */
function isWholeStretchThere(letter: RedrivenLetter, places: readonly ReadPlace[]): boolean {
  const place = places.find(({ partition }) => partition === letter.targetPartition);
  return place !== undefined && place.startOffset <= letter.searchFrom && letter.searchFrom <= place.endOffset;
}
