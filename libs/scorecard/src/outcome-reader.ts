import { createEventDecoder, type EventDecoder, type RegistryClient } from '@varselvakt/codec';
import {
  type ClusterAdmin,
  type ConsumerState,
  createBatchConsumer,
  type IncomingRecord,
  type KafkaClient,
  topicDeclarations,
} from '@varselvakt/kafka';
import { feedbackSubject } from '@varselvakt/pipeline';
import { sleep } from '@varselvakt/runtime';
import { type OutcomeSighting, toSighting } from './outcome-sighting.ts';
import { findOutcomesFrom, findReadingPlaces, placeKeyOf, type ReadingPlace } from './reading-places.ts';

/** What to read: outcomes told from `fromAt` on (ms since the epoch), and what comes afterwards. */
export type OutcomeReading = {
  readonly client: KafkaClient;
  readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt'>;
  readonly registry: RegistryClient;
  /** The feedback topics. */
  readonly topics: readonly string[];
  /** A consumer group that nobody else is in. */
  readonly groupId: string;
  readonly fromAt: number;
  readonly now: () => number;
  readonly onOutcome: (sighting: OutcomeSighting) => void;
  /** Gives up opening: a broker that goes away meanwhile is waited for without end. */
  readonly signal?: AbortSignal;
};

export type OutcomeReader = {
  /** Resolves when everything has been read that was there when the reader was opened. Rejects when the reader has crashed. */
  readonly caughtUp: Promise<void>;
  /** Rejects when the reader has crashed; never resolves. */
  readonly crashed: Promise<never>;
  readonly progress: () => ReadingProgress;
  readonly stop: () => Promise<void>;
};

export type ReadingProgress = {
  readonly readCount: number;
  /** Of what was there at the start. */
  readonly waitingCount: number;
  /** Records that are no outcomes. */
  readonly foreignCount: number;
  /** Since when no outcome has left the topics, ms since the epoch; null: none has. Known when caught up. */
  readonly outcomesFromAt: number | null;
};

const pollMs = 50;
const stopDeadlineMs = 5_000;

/** Reads feedback topics beside the pipeline. An outcome that a service told twice after a crash counts twice. Throws KafkaError. */
export async function openOutcomeReader(reading: OutcomeReading): Promise<OutcomeReader> {
  const { client, topics, groupId, now, registry } = reading;
  const places = new Map((await findReadingPlaces(reading)).map((place) => [placeKeyOf(place), place]));
  const decoder = createEventDecoder({ registry, readers: topics.map(feedbackSubject), now });
  const counts = { read: 0, foreign: 0 };
  const consumer = createBatchConsumer(client, {
    groupId,
    topics,
    // Asked again after each rebalance: go on, and count nothing twice.
    startOffset: async (topic, partition) => places.get(placeKeyOf({ topic, partition }))?.nextOffset ?? 0n,
    handler: async ({ topic, partition, records }) => {
      await decoder.prepare(records);
      const place = places.get(placeKeyOf({ topic, partition }));
      for (const record of records) {
        if (place !== undefined && !advance(place, record)) continue;
        counts.read += 1;
        const sighting = readSighting(record, decoder);
        if (sighting === null) counts.foreign += 1;
        else reading.onOutcome(sighting);
      }
    },
  });
  const giveUp = () => void consumer.stop(stopDeadlineMs);
  reading.signal?.addEventListener('abort', giveUp, { once: true });
  await consumer.start();
  reading.signal?.removeEventListener('abort', giveUp);
  const crashed = consumer.crashed.then((error) => Promise.reject(error));
  crashed.catch(() => undefined);
  const stopping = new AbortController();
  const all = [...places.values()];
  const catchUp = async (): Promise<void> => {
    while (!stopping.signal.aborted && all.some(isBehind)) {
      await sleep(pollMs, stopping.signal);
      passOverGaps(places, consumer.state());
    }
  };
  return {
    caughtUp: Promise.race([catchUp(), crashed]),
    crashed,
    progress: () => ({
      readCount: counts.read,
      waitingCount: all.reduce((sum, place) => sum + waitingIn(place), 0),
      foreignCount: counts.foreign,
      outcomesFromAt: findOutcomesFrom(all, now() - declaredRetentionMs()),
    }),
    stop: async () => {
      stopping.abort();
      await consumer.stop(stopDeadlineMs);
    },
  };
}

/** How long feedback topics are declared to keep outcomes. */
function declaredRetentionMs(): number {
  const declared = topicDeclarations('').find(({ purpose }) => purpose === 'feedback');
  return Number(declared?.configs['retention.ms']);
}

const isBehind = (place: ReadingPlace): boolean => waitingIn(place) > 0;

const waitingIn = ({ nextOffset, endOffset }: ReadingPlace): number =>
  nextOffset < endOffset ? Number(endOffset - nextOffset) : 0;

/** False for a record that was read before. */
function advance(place: ReadingPlace, { offset, timestampMs }: IncomingRecord): boolean {
  if (offset < place.nextOffset) return false;
  place.firstReadAt ??= timestampMs;
  place.nextOffset = offset + 1n;
  return true;
}

/** What has left a topic before it was read is not waited for. */
function passOverGaps(places: ReadonlyMap<string, ReadingPlace>, { partitions }: ConsumerState): void {
  for (const { topic, partition, position } of partitions) {
    const place = places.get(placeKeyOf({ topic, partition }));
    if (place !== undefined && position !== null && position > place.nextOffset) place.nextOffset = position;
  }
}

function readSighting({ value, headers }: IncomingRecord, decoder: EventDecoder<'EventOutcome'>) {
  const decoded = value === null ? undefined : decoder.decode(value, headers);
  return decoded?.ok ? toSighting(decoded.value) : null;
}
