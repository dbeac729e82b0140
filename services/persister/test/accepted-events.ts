import { randomUUID } from 'node:crypto';
import type { AcceptedEvent, Body, ProducerEvent } from '@varselvakt/domain';
import { messageCreated } from './logged-events.ts';

const dayMs = 86_400_000;
let nextOffset = 0;

export type GivenEvent = {
  readonly eventId?: string;
  readonly aggregateId?: string;
  readonly producerId?: string;
  readonly groupId?: string | null;
  readonly body?: Body;
  readonly retention?: AcceptedEvent['retention'];
  readonly source?: AcceptedEvent['source'];
};

/** An event as the validator accepts it, today; a message with 100 days of retention unless said otherwise. */
export function acceptedEvent(given: GivenEvent, hashOf: (event: ProducerEvent) => Buffer): AcceptedEvent {
  const producerId = given.producerId ?? 'team-a';
  nextOffset += 1;
  const event: ProducerEvent = {
    eventId: given.eventId ?? randomUUID(),
    aggregateId: given.aggregateId ?? randomUUID(),
    occurredAt: Date.now(),
    producerId,
    label: 'Tilskudd',
    groupId: given.groupId ?? null,
    organisationNumber: '988077917',
    body: given.body ?? messageCreated,
  };
  return {
    event,
    producerId,
    acceptedAt: Date.now(),
    ruleSetVersion: '1.0.0',
    environment: 'dev',
    contentHash: hashOf(event),
    retention: given.retention ?? { operation: 'SET', deleteAt: Date.now() + 100 * dayMs, source: 'PRODUCER' },
    warnings: [],
    source: given.source ?? { topic: 'notifications.inbound', partition: 0, offset: nextOffset },
  };
}
