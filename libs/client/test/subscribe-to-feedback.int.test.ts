/** The feedback subscription against a real broker and registry. */

import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FeedbackOptions, subscribeToFeedback } from '../src/index.ts';
import { openTopics } from './open-topics.ts';

let place: Awaited<ReturnType<typeof openTopics>>;
beforeAll(async () => {
  place = await openTopics();
});
afterAll(() => place.close());

const createEvent = (producerId: string) => ({ producerId, eventId: randomUUID() });

/** Subscribes, and gathers the ids of the events that are told of. */
async function listen(options: Pick<FeedbackOptions, 'producerId'> & Partial<FeedbackOptions>) {
  const told: (string | null)[] = [];
  const feedback = await subscribeToFeedback({
    ...place.connection,
    onOutcome: ({ eventId }) => void told.push(eventId),
    ...options,
  });
  const untilTold = async (eventId: string): Promise<void> => {
    while (!told.includes(eventId)) await sleep(50);
  };
  return { told, untilTold, stop: feedback.stop };
}

test('tells the outcomes of one producer that are made after it has resolved', async () => {
  const producerId = `a${randomBytes(4).toString('hex')}`;
  const [earlier, foreign, later] = [createEvent(producerId), createEvent('somebody'), createEvent(producerId)];
  await place.tellOutcome(earlier);
  const { told, untilTold, stop } = await listen({ producerId });
  await place.tellOutcome(foreign);
  await place.tellOutcome(later);
  await untilTold(later.eventId);
  await stop();
  expect(told).toEqual([later.eventId]);
});

test('tells all that is kept, when asked for the start', async () => {
  const producerId = `b${randomBytes(4).toString('hex')}`;
  const events = [createEvent(producerId), createEvent(producerId)];
  for (const event of events) await place.tellOutcome(event);
  const { told, untilTold, stop } = await listen({ producerId, from: 'start' });
  await untilTold(events[1]?.eventId ?? '');
  await stop();
  expect(told).toEqual(events.map(({ eventId }) => eventId));
});

test('a named group goes on where it stopped', async () => {
  const producerId = `c${randomBytes(4).toString('hex')}`;
  const [first, missed] = [createEvent(producerId), createEvent(producerId)];
  const group = { producerId, groupId: `${producerId}-app`, from: 'start' } as const;
  await place.tellOutcome(first);
  const before = await listen(group);
  await before.untilTold(first.eventId);
  await before.stop();
  await place.tellOutcome(missed);
  const after = await listen(group);
  await after.untilTold(missed.eventId);
  await after.stop();
  expect([before.told, after.told]).toEqual([[first.eventId], [missed.eventId]]);
});

test('an outcome comes again when whoever hears it fails', async () => {
  const producerId = `d${randomBytes(4).toString('hex')}`;
  const event = createEvent(producerId);
  let failures = 0;
  const heard = Promise.withResolvers<string | null>();
  const feedback = await subscribeToFeedback({
    ...place.connection,
    producerId,
    onOutcome: async ({ eventId }) => {
      failures += 1;
      if (failures < 3) throw new Error('not now');
      heard.resolve(eventId);
    },
  });
  await place.tellOutcome(event);
  expect(await heard.promise).toBe(event.eventId);
  await feedback.stop();
});

test('a topic that is not there is told with a code, and whether a retry helps', async () => {
  const asked = subscribeToFeedback({
    ...place.connection,
    topicPrefix: 'nobody-made-this.',
    producerId: 'e',
    onOutcome: () => undefined,
  });
  await expect(asked).rejects.toMatchObject({
    name: 'ClientError',
    code: expect.stringMatching(/^KAFKA_/),
    retriable: true,
  });
});
