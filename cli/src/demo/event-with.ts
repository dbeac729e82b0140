import type { Body, MessageCreated, ProducerEvent } from '@varselvakt/domain';
import { type SampleIdentity, sampleBody, sampleEvent } from '@varselvakt/rules';

/** What a story needs from the world; `newId` gives a UUID. */
export interface StoryStart {
  readonly now: number;
  readonly newId: () => string;
}

/** A sample event with this body, and with ids of its own where none are given. */
export function eventWith(start: StoryStart, body: Body, identity: Partial<SampleIdentity> = {}): ProducerEvent {
  const own = { eventId: start.newId(), aggregateId: start.newId(), groupId: `enkelt-${start.newId().slice(0, 8)}` };
  return { ...sampleEvent(body.type, { ...own, now: start.now, ...identity }), body };
}

/** A sample message, changed as said. */
export function messageWith(start: StoryStart, changes: Partial<MessageCreated> = {}): ProducerEvent {
  return eventWith(start, { ...sampleBody('MessageCreated', start.now), ...changes });
}
