import { join } from 'node:path';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { hashRecord, type Intent, writeIntents } from '../oracle/intent.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { PlannedRecord, Spoiling } from './planned-record.ts';

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
  const toIntent = ({ event, expected }: PlannedRecord, record: OutgoingRecord): Intent => {
    lineCount += 1;
    return {
      line: lineCount,
      topic: record.topic,
      partition: record.partition,
      recordHash: hashRecord(record.key, record.value),
      eventId: event.eventId,
      aggregateId: event.aggregateId,
      expected,
    };
  };
  return {
    ledgerFile,
    publish: async (planned: readonly PlannedRecord[]): Promise<void> => {
      const records = planned.map(toRecord);
      writeIntents(
        ledgerFile,
        planned.map((one, index) => toIntent(one, records[index] as OutgoingRecord)),
      );
      await sender.send(records);
    },
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
