import { createEventDecoder, type EventDecoder, type RegistryClient } from '@varselvakt/codec';
import { logSubjects } from '@varselvakt/pipeline';
import { envelopeFields } from '../domain/envelope-fields.ts';
import type { LogSchema } from './read-log.ts';

/** Makes the decoder of an event log: of accepted events no more than what is stored about them. */
export function createLogDecoder(registry: RegistryClient, topic: string, now: () => number): EventDecoder<LogSchema> {
  const [accepted, hardDeleted] = logSubjects(topic);
  return createEventDecoder({ registry, readers: [{ ...accepted, only: envelopeFields }, hardDeleted], now });
}
