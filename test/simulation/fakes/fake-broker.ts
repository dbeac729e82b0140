import {
  type IncomingRecord,
  KafkaError,
  type OutgoingRecord,
  type SendPlacement,
  type Sender,
} from '@varselvakt/kafka';
import type { Passage } from './fake-database.ts';

/** What becomes of the records of one partition on their way: LATE = the sender hears of a fault now, and they are written afterwards. */
export type SendPassage = Passage | 'LATE';

/** Asked for each partition of each send. */
export type SendWire = (what: string) => Promise<SendPassage>;

export type FakeBroker = {
  /** Sends of one process; `stop` ends it in the middle. */
  readonly openSender: (wire: SendWire) => Sender;
  /** Everything on a partition, in order. */
  readonly read: (topic: string, partition: number) => readonly IncomingRecord[];
  readonly topics: () => readonly string[];
  /** Requests that were given up by their sender and are not written yet. */
  readonly late: { readonly count: () => number; readonly writeOne: (index: number) => void };
};

type Parcel = { readonly topic: string; readonly partition: number; readonly records: readonly OutgoingRecord[] };

/** Kafka as the services see it through `Sender`: logs in memory, written partition by partition. */
export function createFakeBroker(now: () => number): FakeBroker {
  const logs = new Map<string, IncomingRecord[]>();
  const late: Parcel[] = [];
  const logOf = (topic: string, partition: number): IncomingRecord[] => {
    const place = `${topic}/${partition}`;
    const log = logs.get(place) ?? [];
    logs.set(place, log);
    return log;
  };
  const write = ({ topic, partition, records }: Parcel): SendPlacement => {
    const log = logOf(topic, partition);
    const baseOffset = BigInt(log.length);
    for (const record of records) log.push(toIncoming(record, BigInt(log.length), now()));
    return { topic, partition, baseOffset, recordCount: records.length };
  };
  const pass = async (parcel: Parcel, wire: SendWire): Promise<SendPlacement> => {
    const passage = await wire(`send ${parcel.records.length} to ${parcel.topic}/${parcel.partition}`);
    if (passage === 'LATE') late.push(parcel);
    const placement = passage === 'DONE' || passage === 'UNTOLD' ? write(parcel) : null;
    if (placement === null || passage === 'UNTOLD') throw new KafkaError('KAFKA_UNREACHABLE', '', { retriable: true });
    return placement;
  };
  return {
    openSender: (wire) => ({
      start: async () => undefined,
      send: async (records) => {
        const settled = await Promise.allSettled(toParcels(records).map((parcel) => pass(parcel, wire)));
        return settled.map((one) => {
          if (one.status === 'rejected') throw one.reason;
          return one.value;
        });
      },
      failingSinceAt: () => null,
      stop: async () => undefined,
    }),
    read: logOf,
    topics: () => [...new Set([...logs.keys()].map((place) => place.slice(0, place.lastIndexOf('/'))))],
    late: {
      count: () => late.length,
      writeOne: (index) => {
        const [parcel] = late.splice(index, 1);
        if (parcel !== undefined) write(parcel);
      },
    },
  };
}

function toParcels(records: readonly OutgoingRecord[]): readonly Parcel[] {
  const parcels = Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`);
  return [...parcels.values()].flatMap((some) => {
    const [first] = some;
    return first === undefined ? [] : [{ topic: first.topic, partition: first.partition, records: some }];
  });
}

function toIncoming(record: OutgoingRecord, offset: bigint, timestampMs: number): IncomingRecord {
  const { topic, partition, key, value, headers = {} } = record;
  const bytes = (one: Buffer | string) => Buffer.from(one as string);
  return {
    topic,
    partition,
    offset,
    timestampMs,
    timestampType: 'CreateTime',
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, given]) => [
        name,
        typeof given === 'string' || Buffer.isBuffer(given) ? bytes(given) : given.map(bytes),
      ]),
    ),
  };
}
