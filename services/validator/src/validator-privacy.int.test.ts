/** What stands in an event stays in the event: it is in no log line, metric, key, header or feedback, and leaves the inbound topic. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ProducerEvent } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import { sampleEvent } from '@varselvakt/rules';
import type { ValidatorProcess } from './testing/spawn-validator.ts';
import { until } from './testing/until.ts';
import { openValidatorRig, type ValidatorRig } from './testing/validator-rig.ts';

jest.setTimeout(180_000);

/** A published synthetic number, and texts that occur nowhere else. */
const POISON = ['13097248022', 'Navnesen-Gift', 'gift.navnesen@example.org', '+4799887766'] as const;

let rig: ValidatorRig;
let validator: ValidatorProcess;

beforeAll(async () => {
  rig = await openValidatorRig();
  validator = await rig.startValidator({ INBOUND_PURGE_AFTER_SECONDS: '2', LOG_LEVEL: 'debug' });
});
afterAll(() => rig.close());

const good = (): ProducerEvent =>
  sampleEvent('MessageCreated', { eventId: randomUUID(), aggregateId: randomUUID(), now: Date.now() });

/** Events with poison in each place where a producer can write something. */
function poisonedEvents(): readonly ProducerEvent[] {
  const text = POISON.join(' ');
  const event = good();
  const body = { ...event.body, text, link: `https://www.nav.no/?q=${POISON[0]}` } as ProducerEvent['body'];
  return [
    { ...event, body },
    { ...event, eventId: POISON[0] },
    { ...event, aggregateId: text },
    { ...event, producerId: POISON[0] },
    { ...event, label: text },
    { ...event, groupId: text },
    { ...event, organisationNumber: text },
  ];
}

const said = ({ key, headers }: IncomingRecord) =>
  [key?.toString('latin1') ?? '', ...Object.values(headers).map(String)].join(' ');

describe('poison in an event', () => {
  test('is told to nobody', async () => {
    const events = poisonedEvents();
    const records = events.map((event) => rig.toRecord(event, { partition: 0, key: Buffer.from(POISON[0]) }));
    const cut = rig.toRecord(events[0] as ProducerEvent);
    await rig.publish(...records, { ...cut, value: (cut.value as Buffer).subarray(0, 200) });
    await until(() => rig.collected.outcomes.length >= events.length && rig.collected.deadLetters.length >= 1);
    const metrics = await (await fetch(`${validator.address()}/metrics`)).text();
    const feedback = rig.collected.outcomes.map(({ record }) => record.value?.toString('latin1') ?? '');
    const heads = [...rig.collected.outcomes, ...rig.collected.events].map(({ record }) => said(record));
    const letterHeads = rig.collected.deadLetters.map(({ record }) => said({ ...record, key: null }));
    const everything = [validator.output(), metrics, ...feedback, ...heads, ...letterHeads].join('\n');
    for (const word of POISON) expect(everything).not.toContain(word);
    expect(rig.collected.events).toEqual([]);
  });

  test('is cut off the inbound topic once it is handled and old enough', async () => {
    await until(async () => {
      const bounds = await rig.admin.topicBounds(rig.inbound);
      return bounds.every(({ startOffset, endOffset }) => startOffset === endOffset);
    });
  });
});

describe('what is not handled yet', () => {
  test('is not cut off', async () => {
    await validator.stop();
    const event = good();
    await rig.publish(rig.toRecord(event));
    const next = await rig.startValidator({ INBOUND_PURGE_AFTER_SECONDS: '2' });
    await until(() => rig.collected.events.some(({ value }) => value.event.eventId === event.eventId));
    await next.stop();
  });
});
