import { expect, test } from '@jest/globals';
import { probeProducerId } from '@varselvakt/domain';
import { newEvent } from '../../test/new-events.ts';
import type { EventTraits, NewEvent } from './stored-rows.ts';
import { tallyEvents } from './tally-events.ts';

const traits: EventTraits = { producerId: 'b', eventType: 'TaskCreated', retentionSource: 'PRODUCER', loggedAt: 0 };
const event = (changes: Partial<EventTraits>, logPartition = 0): NewEvent =>
  newEvent('any', 0, { logPartition, traits: { ...traits, ...changes } });

test('events that are alike make one row, and rows stand in one order whatever the order of events', () => {
  const events = [event({}), event({ producerId: 'a' }), event({ loggedAt: 86_400_000 }), event({}, 1), event({})];
  const expected = [
    { producerId: 'a', logPartition: 0, day: 0, eventCount: 1 },
    { producerId: 'b', logPartition: 0, day: 0, eventCount: 2 },
    { producerId: 'b', logPartition: 1, day: 0, eventCount: 1 },
    { producerId: 'b', logPartition: 0, day: 1, eventCount: 1 },
  ];
  expect(tallyEvents(events)).toMatchObject(expected);
  expect(tallyEvents(events.toReversed())).toMatchObject(expected);
});

test('the probe is nobody’s business', () => {
  expect(tallyEvents([event({ producerId: probeProducerId }), event({})])).toHaveLength(1);
});

test('nothing makes nothing', () => {
  expect(tallyEvents([])).toEqual([]);
});
