/** The publisher against a real broker and registry, where they are well and where they are not. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { ProducerEvent } from '@varselvakt/domain';
import {
  createEventBuilder,
  createPublisher,
  EventRefused,
  InvalidEvent,
  type Publisher,
  type PublisherOptions,
  PublishFailed,
} from '../src/index.ts';
import { openTopics } from './open-topics.ts';

let place: Awaited<ReturnType<typeof openTopics>>;
beforeAll(async () => {
  place = await openTopics();
});
afterAll(() => place.close());

/** Closed after each test, also after one that fails: an open connection would keep the process alive. */
const opened: Publisher[] = [];
const openPublisher = (options: PublisherOptions): Publisher => {
  const publisher = createPublisher(options);
  opened.push(publisher);
  return publisher;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

const { messageCreated } = createEventBuilder({ producerId: 'tilskudd-demo', label: 'Tilskudd' });
const message = (text = 'Dere har fått et nytt vedtak.', aggregateId?: string): ProducerEvent =>
  messageCreated({
    ...(aggregateId === undefined ? {} : { aggregateId }),
    organisationNumber: '988077917',
    text,
    link: 'https://www.nav.no/',
    recipients: [{ type: 'AltinnResource', resourceId: 'demo-tilskudd-lesetilgang' }],
    retention: { after: 'P4M' },
  });

/** A port where nobody listens. */
const nobody = '127.0.0.1:9';

test('events are acknowledged in their order, those of one aggregate in one partition', async () => {
  const publisher = openPublisher(place.connection);
  const first = message();
  const published = await publisher.publish([first, message(), message(undefined, first.aggregateId)]);
  expect(published.map(({ eventId }) => eventId)).toHaveLength(3);
  expect(published[0]).toMatchObject({ eventId: first.eventId, topic: place.topics.inbound, warnings: [] });
  expect(published[2]?.partition).toBe(published[0]?.partition);
  expect(published[2]?.offset).toBeGreaterThan(published[0]?.offset ?? 0n);
  await publisher.close();
});

test('when one of the events would be refused, nothing is sent', async () => {
  const before = await place.inboundCount();
  const publisher = openPublisher(place.connection);
  const bad = message('Vedtaket gjelder 13097248022.');
  const refused = publisher.publish([message(), bad]);
  await expect(refused).rejects.toThrow(EventRefused);
  await expect(refused).rejects.toMatchObject({
    code: 'EVENT_REFUSED',
    retriable: false,
    message: expect.not.stringContaining('13097248022'),
    refusals: [{ eventId: bad.eventId, findings: [{ code: 'TEXT_IDENTITY_NUMBER', path: 'body.text' }] }],
  });
  await publisher.close();
  expect(await place.inboundCount()).toBe(before);
});

test('an event made by hand that does not fit the schema is refused, with its path and without its value', async () => {
  const publisher = openPublisher({ ...place.connection, preflight: false });
  const event = { ...message(), occurredAt: 'in the morning' } as unknown as ProducerEvent;
  const refused = publisher.publish(event);
  await expect(refused).rejects.toThrow(InvalidEvent);
  await expect(refused).rejects.toMatchObject({
    paths: ['occurredAt'],
    message: expect.not.stringContaining('morning'),
  });
  await publisher.close();
});

test('an event that Kafka never takes is named; the others of the call are written', async () => {
  const before = await place.inboundCount();
  const publisher = openPublisher({ ...place.connection, preflight: false });
  const large = message('x'.repeat(2_000_000));
  await expect(publisher.publish([message(), large])).rejects.toMatchObject({
    name: 'PublishFailed',
    code: 'KAFKA_MESSAGE_TOO_LARGE',
    retriable: false,
    eventIds: [large.eventId],
  });
  await publisher.close();
  expect(await place.inboundCount()).toBe(before + 1);
});

test.each([
  ['the registry is away', () => ({ schemaRegistry: `http://${nobody}` }), 'REGISTRY_UNAVAILABLE'],
  ['the brokers are away', () => ({ brokers: [nobody] }), /^KAFKA_/],
  ['the topics are not there yet', () => ({ topicPrefix: 'nobody-made-this.' }), 'TOPIC_MISSING'],
])('when %s, the deadline ends the trying, and the same event can be published again', async (_, changes, code) => {
  const event = message();
  const failing = openPublisher({ ...place.connection, ...changes(), deadlineMs: 1_500 });
  const failed = failing.publish(event);
  await expect(failed).rejects.toThrow(PublishFailed);
  await expect(failed).rejects.toMatchObject({
    code: typeof code === 'string' ? code : expect.stringMatching(code),
    retriable: true,
    eventIds: [event.eventId],
  });
  await failing.close();
  const publisher = openPublisher(place.connection);
  expect(await publisher.publish(event)).toMatchObject({ eventId: event.eventId });
  await publisher.close();
});

test('after close it publishes nothing, and a second close is harmless', async () => {
  const publisher = openPublisher(place.connection);
  await Promise.all([publisher.close(), publisher.close()]);
  await expect(publisher.publish(message())).rejects.toMatchObject({ code: 'PUBLISHER_CLOSED', retriable: false });
});
