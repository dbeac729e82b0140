import { randomUUID } from 'node:crypto';
import { createEncoder, createRegistryClient } from '@varselvakt/codec';
import type { AcceptedEvent, Body } from '@varselvakt/domain';
import { findSchemaId, logSubjects } from '@varselvakt/pipeline';
import type { DeletionWorld } from '../../services/deleter/fixtures/deletion-world.ts';

export type GivenEvent = {
  readonly body: Body;
  /** When it happened and was accepted, milliseconds since the epoch. Default now. */
  readonly at?: number;
};

/** Gives the stored events of an aggregate, in their order, what they say: their rows are there already. */
export async function createEventGiver(
  world: DeletionWorld,
): Promise<(aggregateId: string, events: readonly GivenEvent[]) => Promise<void>> {
  const registry = createRegistryClient({ url: world.environment['KAFKA_SCHEMA_REGISTRY'] ?? '' });
  const encode = createEncoder('AcceptedEvent', await findSchemaId(registry, logSubjects(world.eventsTopic)[0]));
  return async (aggregateId, events) => {
    for (const [offset, given] of events.entries()) {
      const payload = encode(acceptedEvent(aggregateId, given)).toString('hex');
      await world.ask(`update event_content set payload = decode('${payload}', 'hex') where event_id =
        (select event_id from event_identity where aggregate_id = '${aggregateId}' and log_offset = ${offset})`);
    }
  };
}

const acceptedEvent = (aggregateId: string, { body, at = Date.now() }: GivenEvent): AcceptedEvent => ({
  event: {
    eventId: randomUUID(),
    aggregateId,
    occurredAt: at,
    producerId: 'team-a',
    label: 'salary',
    groupId: null,
    organisationNumber: '988077917',
    body,
  },
  producerId: 'team-a',
  acceptedAt: at,
  ruleSetVersion: '1.0.0',
  environment: 'dev',
  contentHash: Buffer.alloc(32),
  retention: { operation: 'NONE', deleteAt: null, source: 'NONE' },
  warnings: [],
  source: { topic: 'inbound', partition: 0, offset: 1 },
});
