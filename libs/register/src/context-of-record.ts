import type { ProducerEvent } from '@varselvakt/domain';
import type { Environment, ValidationContext } from '@varselvakt/rules';
import { isAboutProtectedPerson } from './protected-persons.ts';
import { findLabel, findProducer, ownerOfTopic, type Register } from './register.ts';

/** Where and when a decoded event was read. */
export interface RecordPlace {
  readonly environment: Environment;
  /** Clock, epoch ms. */
  readonly now: number;
  readonly topic: string;
  /** The record's key as text. */
  readonly key: string;
  /** What the hashes of the register's protected persons were made with; null or absent where there is none. */
  readonly protectedPersonsKey?: string | null;
}

/** All that `validateEvent` needs to judge an event read from a topic. */
export const contextOfRecord = (register: Register, event: ProducerEvent, place: RecordPlace): ValidationContext => ({
  now: place.now,
  environment: place.environment,
  origin: { type: 'RECORD', key: place.key, topicProducerId: ownerOfTopic(register, place.topic) },
  producer: findProducer(register, event.producerId),
  label: findLabel(register, event.label),
  currentTerms: register.currentTerms,
  recipientIsProtected: isAboutProtectedPerson(register, event, place.protectedPersonsKey ?? null),
});

/** All that `validateEvent` needs to judge an event from a file before it is published. */
export const contextOfFile = (
  register: Register,
  event: ProducerEvent,
  place: Pick<RecordPlace, 'environment' | 'now' | 'protectedPersonsKey'>,
): ValidationContext => ({
  now: place.now,
  environment: place.environment,
  origin: { type: 'FILE' },
  producer: findProducer(register, event.producerId),
  label: findLabel(register, event.label),
  currentTerms: register.currentTerms,
  // Whoever lints a file has no key; the validator has.
  recipientIsProtected:
    place.protectedPersonsKey !== undefined && isAboutProtectedPerson(register, event, place.protectedPersonsKey),
});
