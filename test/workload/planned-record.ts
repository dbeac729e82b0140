import type { Body, ProducerEvent } from '@varselvakt/domain';
import { type SampleIdentity, sampleEvent } from '@varselvakt/rules';
import type { ExpectedAggregate, ExpectedFate } from '../oracle/intent.ts';
import type { Random } from './random.ts';

/** How the bytes of a record are spoiled on the way from its event. */
export type Spoiling =
  | 'TOMBSTONE'
  | 'EMPTY'
  | 'JSON_TEXT'
  | 'WRONG_MAGIC'
  | 'FOREIGN_SCHEMA'
  | 'TRUNCATED'
  | 'TRAILING_BYTE'
  | 'NULL_KEY';

/** One record that will be sent. */
export interface PlannedRecord {
  readonly event: ProducerEvent;
  readonly spoiling?: Spoiling;
  readonly expected: ExpectedFate;
}

/** Records that must be sent in this order, and what the aggregates must be like afterwards. */
export interface Scene {
  readonly records: readonly PlannedRecord[];
  readonly aggregates: readonly ExpectedAggregate[];
}

export interface WorkloadStart {
  readonly random: Random;
  /** Epoch ms; events happened just before, retentions count from here. */
  readonly now: number;
  /** How long what is kept shortly is kept; null: nothing is, because it may be judged too late. */
  readonly shortRetentionMs: number | null;
}

/** What an event needs besides its body. */
export type Identity = Pick<SampleIdentity, 'aggregateId' | 'groupId'> & { readonly producer: Producer };
export type Producer = 'tilskudd-demo' | 'oppfolging-demo';

const labels: Readonly<Record<Producer, string>> = { 'tilskudd-demo': 'Tilskudd', 'oppfolging-demo': 'Oppfølging' };

/** A sample event of one of the two producers, with ids from the seed. */
export function eventOf(start: WorkloadStart, identity: Identity, body: Body): ProducerEvent {
  const { random, now } = start;
  const { aggregateId, groupId, producer } = identity;
  const event = sampleEvent(body.type, { eventId: random.uuid(), aggregateId, groupId, now });
  return { ...event, producerId: producer, label: labels[producer], body: suited(body, producer) };
}

/** Only e-mail may be ordered by the second producer. */
function suited(body: Body, producer: Producer): Body {
  return 'externalMessages' in body && producer === 'oppfolging-demo' ? { ...body, externalMessages: [] } : body;
}
