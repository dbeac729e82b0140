import { join } from 'node:path';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { type ExpectedFate, hashRecord, type Intent, writeIntents } from '../oracle/intent.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { PlannedRecord, Spoiling } from './planned-record.ts';

/** A record whose bytes were made by hand. */
export interface CraftedRecord {
  readonly record: OutgoingRecord;
  readonly expected: ExpectedFate;
}

const TRUNCATED_BYTES = 100;

/** Sends planned records in their order, and writes down what is meant before each part goes out. */
export function createPublisher(pipeline: Pipeline) {
  const { schemaIds, topics, partitionCount, sender, folder } = pipeline;
  const encode = createEncoder('ProducerEvent', schemaIds.producerEvent);
  const ledgerFile = join(folder, 'intents.jsonl');
  let lineCount = 0;

  const toRecord = ({ event, spoiling }: PlannedRecord): OutgoingRecord => {
    const key = Buffer.from(event.aggregateId);
    const value = spoil(encode(event), event, spoiling, schemaIds.eventOutcome);
    const topic = event.producerId === 'oppfolging-demo' ? topics.ownInbound : topics.inbound;
    return { topic, partition: partitionFor(key, partitionCount), key: spoiling === 'NULL_KEY' ? null : key, value };
  };
  const send = async (crafted: readonly (CraftedRecord & Partial<PlannedRecord>)[]): Promise<void> => {
    const intents = crafted.map(({ record, expected, event }): Intent => {
      lineCount += 1;
      const { topic, partition, key, value } = record;
      const { eventId = null, aggregateId = null } = event ?? {};
      return { line: lineCount, topic, partition, recordHash: hashRecord(key, value), eventId, aggregateId, expected };
    });
    writeIntents(ledgerFile, intents);
    await sender.send(crafted.map(({ record }) => record));
  };
  return {
    ledgerFile,
    publish: (planned: readonly PlannedRecord[]): Promise<void> =>
      send(planned.map((one) => ({ ...one, record: toRecord(one) }))),
    /** Sends bytes that no planned record can be. */
    publishCrafted: send,
    /** The record of a planned event, to be spoiled by hand. */
    toRecord: (event: ProducerEvent): OutgoingRecord => toRecord({ event, expected: { fate: 'ANY' } }),
  };
}

export type Publisher = ReturnType<typeof createPublisher>;

function spoil(value: Buffer, event: ProducerEvent, spoiling: Spoiling | undefined, foreignId: number): Buffer | null {
  switch (spoiling) {
    case undefined:
    case 'NULL_KEY':
      return value;
    case 'TOMBSTONE':
      return null;
    case 'EMPTY':
      return Buffer.alloc(0);
    case 'JSON_TEXT':
      return Buffer.from(JSON.stringify({ eventId: event.eventId }));
    case 'WRONG_MAGIC':
      return Buffer.concat([Buffer.from([1]), value.subarray(1)]);
    case 'FOREIGN_SCHEMA': {
      const copy = Buffer.from(value);
      copy.writeInt32BE(foreignId, 1);
      return copy;
    }
    case 'TRUNCATED':
      return value.subarray(0, TRUNCATED_BYTES);
    case 'TRAILING_BYTE':
      return Buffer.concat([value, Buffer.alloc(1)]);
    default:
      return spoiling satisfies never;
  }
}
