import { describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { createRuleEngine, sampleContext, sampleNow } from '@varselvakt/rules';
import { createEventStories } from './event-stories.ts';
import { createRandom } from './random.ts';

const { validateEvent } = createRuleEngine();

const take = (count: number, seed = 1): readonly ProducerEvent[] => {
  const next = createEventStories(createRandom(seed), sampleNow);
  return Array.from({ length: count }, next);
};

describe('the events of the benchmarks', () => {
  test('have 590 bytes on average as inbound records', () => {
    const encode = createEncoder('ProducerEvent', 1);
    const sizes = take(60_000).map((event) => encode(event).length);
    const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(Math.abs(average - 590)).toBeLessThanOrEqual(10);
  });

  test('pass every rule without a warning', () => {
    const failing = take(2_000).filter((event) => validateEvent(event, sampleContext(event)).verdict !== 'ACCEPTED');
    expect(failing.map(({ body }) => body.type)).toEqual([]);
  });

  test('tell every story in its order: a creation first, each event id once', () => {
    const events = take(60_000);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(60_000);
    const firsts = new Map<string, string>();
    for (const { aggregateId, body } of events) if (!firsts.has(aggregateId)) firsts.set(aggregateId, body.type);
    const kinds = new Set(firsts.values());
    expect(kinds).toEqual(new Set(['MessageCreated', 'TaskCreated', 'CaseOpened', 'AppointmentCreated']));
    expect(new Set(events.map(({ body }) => body.type)).size).toBe(11);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(take(50)).toEqual(take(50));
    expect(take(50, 2)[0]?.eventId).not.toBe(take(50)[0]?.eventId);
  });
});
