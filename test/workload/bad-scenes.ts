import type { ProducerEvent } from '@varselvakt/domain';
import { sampleBody, sampleNames } from '@varselvakt/rules';
import { bodyOf, newIdentity } from './life-scenes.ts';
import { eventOf, type Scene, type Spoiling, type WorkloadStart } from './planned-record.ts';

const textWith =
  (text: string) =>
  (event: ProducerEvent, now: number): ProducerEvent => ({
    ...event,
    body: { ...sampleBody('MessageCreated', now), externalMessages: [], text },
  });

/** An eleven-digit number that is an identity number by its check digits, and belongs to nobody (month + 80). */
export const SYNTHETIC_IDENTITY_NUMBER = '13097248022';

const refusals: readonly (readonly [string, (event: ProducerEvent, now: number) => ProducerEvent])[] = [
  ['TEXT_EMPTY', textWith('')],
  ['TEXT_TOO_LONG', textWith('x'.repeat(301))],
  ['TEXT_IDENTITY_NUMBER', textWith(`Gjelder ${SYNTHETIC_IDENTITY_NUMBER}`)],
  ['ORGANISATION_NUMBER_INVALID', (event) => ({ ...event, organisationNumber: '988077918' })],
  ['LABEL_UNKNOWN', (event) => ({ ...event, label: 'Finnes ikke' })],
  ['TIME_IN_FUTURE', (event, now) => ({ ...event, occurredAt: now + 86_400_000 })],
  ['PRODUCER_UNKNOWN', (event) => ({ ...event, producerId: 'ukjent-demo' })],
];

/** An event that breaks a rule. */
export function refusedScene(start: WorkloadStart): Scene {
  const [code, spoil] = start.random.pick(refusals);
  const event = eventOf(start, newIdentity(start, sampleNames.producerId), bodyOf(start, 'MessageCreated'));
  return {
    records: [{ event: spoil(event, start.now), expected: { fate: 'REJECTED', codes: [code] } }],
    aggregates: [],
  };
}

const spoilings: readonly (readonly [Spoiling, string])[] = [
  ['TOMBSTONE', 'RECORD_NULL_VALUE'],
  ['EMPTY', 'SCHEMA_UNFRAMED'],
  ['JSON_TEXT', 'SCHEMA_UNFRAMED'],
  ['WRONG_MAGIC', 'SCHEMA_UNFRAMED'],
  ['FOREIGN_SCHEMA', 'SCHEMA_FOREIGN'],
  ['TRUNCATED', 'AVRO_CORRUPT'],
  ['TRAILING_BYTE', 'AVRO_CORRUPT'],
  ['NULL_KEY', 'RECORD_NULL_KEY'],
];

/** A record that is no event. */
export function unreadableScene(start: WorkloadStart): Scene {
  const [spoiling, code] = start.random.pick(spoilings);
  const event = eventOf(start, newIdentity(start), bodyOf(start, 'MessageCreated'));
  return { records: [{ event, spoiling, expected: { fate: 'UNREADABLE', code } }], aggregates: [] };
}
