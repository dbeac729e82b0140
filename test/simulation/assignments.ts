import { type BatchControl, type IncomingRecord, KafkaError } from '@varselvakt/kafka';
import type { Random } from '../workload/random.ts';
import type { FakeBroker } from './fakes/fake-broker.ts';
import type { Wire } from './fakes/fake-database.ts';

/** A partition in the hands of a member of a group; whoever loses it may be in the middle of a batch. */
export type TakenPartition = {
  readonly partition: number;
  readonly control: BatchControl;
  /** The next records from an offset on. */
  readonly readFrom: (offset: bigint) => readonly IncomingRecord[];
};

export type TakenBatch = {
  readonly records: readonly IncomingRecord[];
  readonly control: BatchControl;
  /** Refused when the partition has gone to somebody else. */
  readonly commit: (wire: Wire) => Promise<void>;
};

/** Who reads which partitions of a group, and what is committed. */
export type Assignments = {
  /** The next batch after what is committed, of one partition of this member; null: there is nothing. */
  readonly take: (member: string) => TakenBatch | null;
  /** All partitions of this member. */
  readonly takeAll: (member: string) => readonly TakenPartition[];
  /** Another one gets some partitions. */
  readonly rebalance: () => void;
  /** Its partitions go to the others. */
  readonly leave: (member: string) => void;
  /** How much is not committed. */
  readonly lag: () => number;
};

type Place = {
  readonly topic: string;
  readonly partition: number;
  owner: string;
  generation: number;
  committed: bigint;
};

/** Deals the partitions to the members. */
export function createAssignments(
  random: Random,
  broker: FakeBroker,
  places: readonly { readonly topic: string; readonly partition: number }[],
  members: readonly string[],
): Assignments {
  const all: Place[] = places.map((place) => ({ ...place, owner: random.pick(members), generation: 0, committed: 0n }));
  const give = (place: Place): void => {
    place.owner = random.pick(members);
    place.generation += 1;
  };
  const readFrom = (place: Place, offset: bigint) =>
    broker.read(place.topic, place.partition).slice(Number(offset), Number(offset) + random.between(1, 6));
  return {
    take: (member) => {
      const ready = all.filter(
        ({ owner, topic, partition, committed }) =>
          owner === member && broker.read(topic, partition).length > Number(committed),
      );
      if (ready.length === 0) return null;
      const place = random.pick(ready);
      const records = readFrom(place, place.committed);
      const { generation } = place;
      return { records, control: controlOf(place), commit: (wire) => commit(place, generation, records, wire) };
    },
    takeAll: (member) =>
      all
        .filter(({ owner }) => owner === member)
        .map((place) => ({
          partition: place.partition,
          control: controlOf(place),
          readFrom: (offset) => readFrom(place, offset),
        })),
    rebalance: () => give(random.pick(all)),
    leave: (member) => {
      for (const place of all) if (place.owner === member) give(place);
    },
    lag: () =>
      all.reduce(
        (sum, { topic, partition, committed }) => sum + broker.read(topic, partition).length - Number(committed),
        0,
      ),
  };
}

async function commit(place: Place, generation: number, records: readonly IncomingRecord[], wire: Wire): Promise<void> {
  const passage = await wire(`commit ${place.topic}/${place.partition}`);
  const last = records.at(-1);
  if (passage === 'LOST' || last === undefined || place.generation !== generation) return;
  place.committed = last.offset + 1n;
}

/** Knows as a consumer does: it hears of a rebalance only when it asks. */
function controlOf(place: Place): BatchControl {
  const { generation } = place;
  const isStale = () => place.generation !== generation;
  return {
    isStale,
    throwIfStale: () => {
      if (isStale()) throw new KafkaError('KAFKA_PARTITION_LOST', '', { retriable: true });
    },
    signal: new AbortController().signal,
    heartbeat: async () => undefined,
  };
}
