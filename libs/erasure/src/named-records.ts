import { createEventDecoder, type EventDecoder, type RegistryClient } from '@varselvakt/codec';
import { isUuid } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import { logSubjects } from '@varselvakt/pipeline';
import type { NamedRecord } from '@varselvakt/store';

/** A record of the log with the ids in it. */
export type ReadRecord = { readonly record: IncomingRecord & { readonly key: Buffer }; readonly named: NamedRecord };

export type RecordReader = (records: readonly IncomingRecord[]) => Promise<readonly ReadRecord[]>;

/** Only the ids are taken out of the bytes: what the sweep has no need of never becomes a value here. */
const eventIds = { AcceptedEvent: ['event'], ProducerEvent: ['eventId', 'aggregateId'] } as const;
const hardDeletedIds = { HardDeleted: ['aggregateId', 'receiptId'] } as const;

/** Reads the ids of events and HardDeleted records; whatever else lies on the log is left out. Throws RegistryUnavailable. */
export function createRecordReader(registry: RegistryClient, topic: string, now: () => number): RecordReader {
  const [accepted, hardDeleted] = logSubjects(topic);
  const readers = [
    { ...accepted, only: eventIds },
    { ...hardDeleted, only: hardDeletedIds },
  ];
  const decoder = createEventDecoder<'AcceptedEvent' | 'HardDeleted'>({ registry, readers, now });
  return async (records) => {
    await decoder.prepare(records);
    return records.flatMap((record) => readOne(decoder, record));
  };
}

function readOne(
  decoder: EventDecoder<'AcceptedEvent' | 'HardDeleted'>,
  record: IncomingRecord,
): readonly ReadRecord[] {
  const { key, value, headers } = record;
  if (key === null || value === null) return [];
  const decoded = decoder.decode(value, headers);
  if (!decoded.ok) return [];
  const named: NamedRecord =
    decoded.schemaName === 'HardDeleted'
      ? { aggregateId: decoded.value.aggregateId, eventId: null, receiptId: decoded.value.receiptId }
      : { aggregateId: decoded.value.event.aggregateId, eventId: decoded.value.event.eventId, receiptId: null };
  const ids = [named.aggregateId, named.eventId, named.receiptId].filter((id) => id !== null);
  return ids.every(isUuid) ? [{ record: { ...record, key }, named }] : [];
}
