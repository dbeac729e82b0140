import type { AcceptedEvent } from '@varselvakt/domain';
import type { RecordSchemaJson } from '../schema/schema-json.ts';
import { readEventSchema } from '../schema/schema-sources.ts';
import { FRAME_BYTES, writeFrame } from '../wire/framing.ts';
import { createOwnType } from './avro-type.ts';
import { createValueWriter, writeValue } from './event-encoder.ts';
import { SlabWriter } from './slab-writer.ts';

/** What the validator adds to an event; the event itself comes as the bytes that were hashed. */
export type AcceptedEnvelope = Omit<AcceptedEvent, 'event'>;

/**
 * Encoder of AcceptedEvent that takes the event as the bytes whose hash was taken, instead of encoding it a second time:
 * `event` is the first field of AcceptedEvent, so those bytes stand first, as they are. Gives a framed Kafka value;
 * throws EncodeError when the envelope does not fit the schema.
 */
export function createAcceptedEncoder(schemaId: number): (content: Buffer, envelope: AcceptedEnvelope) => Buffer {
  const writer = createValueWriter('AcceptedEvent', createOwnType(envelopeSchema(readEventSchema('AcceptedEvent'))));
  const slab = new SlabWriter();
  return (content, envelope) =>
    slab.write((target, position) => {
      const contentStart = position + FRAME_BYTES;
      const envelopeStart = contentStart + content.length;
      if (envelopeStart > target.length) return -1;
      writeFrame(target, position, schemaId);
      content.copy(target, contentStart);
      return writeValue(writer, envelope, target, envelopeStart);
    });
}

function envelopeSchema(accepted: RecordSchemaJson): RecordSchemaJson {
  const [event, ...envelope] = accepted.fields;
  if (event?.name !== 'event') throw new Error('The first field of AcceptedEvent has to be the event');
  return { ...accepted, fields: envelope };
}
