import { hash } from 'node:crypto';
import type { ProducerEvent } from '@varselvakt/domain';
import { readEventSchema } from '../schema/schema-sources.ts';
import { createOwnType } from './avro-type.ts';
import { createValueWriter, writeValue } from './event-encoder.ts';
import { SlabWriter } from './slab-writer.ts';

/** The Avro bytes of an event under our current ProducerEvent schema, unframed, and what identifies them. */
export type ContentHasher = {
  /** Throws EncodeError when the event does not fit the schema. */
  encodeContent(event: ProducerEvent): Buffer;
  /** SHA-256 of such bytes, 32 bytes. */
  hashContent(content: Buffer): Buffer;
  /** Both at once: the content hash that tells a repeated event from a conflicting one. */
  contentHashOf(event: ProducerEvent): Buffer;
};

/** Builds the types once; the functions are pure apart from their scratch memory. */
export function createContentHasher(): ContentHasher {
  const writer = createValueWriter('ProducerEvent', createOwnType(readEventSchema('ProducerEvent')));
  const slab = new SlabWriter();
  const encodeContent = (event: ProducerEvent) =>
    slab.write((target, position) => writeValue(writer, event, target, position));
  const hashContent = (content: Buffer) => hash('sha256', content, 'buffer');
  return { encodeContent, hashContent, contentHashOf: (event) => hashContent(encodeContent(event)) };
}
