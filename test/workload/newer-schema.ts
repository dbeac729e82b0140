import { readEventSchema } from '@varselvakt/codec';
import type { OutgoingRecord } from '@varselvakt/kafka';
import type { Pipeline } from '../pipeline/open-pipeline.ts';

/** Registers a version of the inbound schema with one more field, at the registry itself; gives its id. */
export async function registerNewerSchema({ servers, topics }: Pipeline): Promise<number> {
  const own = readEventSchema('ProducerEvent');
  const field = { name: 'extra', type: ['null', 'string'], default: null };
  const response = await fetch(`${servers.KAFKA_SCHEMA_REGISTRY}/subjects/${topics.inbound}-value/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema: JSON.stringify({ ...own, fields: [...own.fields, field] }) }),
  });
  return ((await response.json()) as { id: number }).id;
}

/** The record as a producer with that schema writes it: the further field is null. */
export function inNewerSchema(record: OutgoingRecord, schemaId: number): OutgoingRecord {
  const value = Buffer.concat([record.value ?? Buffer.alloc(0), Buffer.alloc(1)]);
  value.writeUInt32BE(schemaId, 1);
  return { ...record, value };
}
