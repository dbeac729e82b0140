import { describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import { isUuid, type ProducerEvent } from '@varselvakt/domain';
import { createPreflight } from '../preflight/preflight.ts';
import { createEventBuilder, type EventBuilder } from './event-builder.ts';
import type { EventInputs } from './event-inputs.ts';

const now = Date.UTC(2026, 2, 1, 12);
const events = createEventBuilder({ producerId: 'tilskudd-demo', label: 'Tilskudd', now: () => now });
const aggregateId = '0199a1b2-c3d4-7e5f-8a9b-5a4f3e2d1c0b';
const organisationNumber = '988077917';
const link = 'https://www.nav.no/';
const recipients = [{ type: 'AltinnResource', resourceId: 'demo-tilskudd-lesetilgang' }] as const;
const created = { organisationNumber, recipients } as const;
const update = { organisationNumber, aggregateId } as const;
const text = 'Dere har fått et nytt vedtak.';
const extension = { after: 'P1Y', strategy: 'EXTEND' } as const;

/** The least that each body must have; the type asks for one of each. */
const smallest: { readonly [Name in keyof EventBuilder]: () => ProducerEvent } = {
  caseOpened: () => events.caseOpened({ ...created, groupId: 'soknad-1', title: 'Søknad', status: 'RECEIVED' }),
  caseStatusChanged: () => events.caseStatusChanged({ ...update, status: 'COMPLETED' }),
  caseDetailsChanged: () => events.caseDetailsChanged({ ...update, nextStep: 'Vi ser på søknaden' }),
  messageCreated: () => events.messageCreated({ ...created, text, link }),
  taskCreated: () => events.taskCreated({ ...created, text, link }),
  taskCompleted: () => events.taskCompleted(update),
  taskExpired: () => events.taskExpired(update),
  taskDeadlineMoved: () => events.taskDeadlineMoved({ ...update, deadline: '2026-05-01' }),
  appointmentCreated: () =>
    events.appointmentCreated({
      ...created,
      groupId: 'mote-1',
      text,
      link,
      startAt: '2026-04-01T09:00:00+02:00',
      digital: true,
      state: 'AWAITING_EMPLOYER',
    }),
  appointmentChanged: () => events.appointmentChanged({ ...update, state: 'HELD' }),
  retentionChanged: () => events.retentionChanged({ ...update, retention: extension }),
  deletionRequested: () => events.deletionRequested({ ...update, reason: 'WITHDRAWN' }),
};

const encode = createEncoder('ProducerEvent', 1);
const judge = createPreflight({ environment: 'prod', now: () => now });

describe('an event with the least that its body must have', () => {
  test.each(Object.entries(smallest))('%s fits the schema and breaks no rule', (name, make) => {
    const event = make();
    expect(event.body.type.toLowerCase()).toBe(name.toLowerCase());
    expect(encode(event).length).toBeGreaterThan(0);
    expect(judge(event)).toMatchObject({ verdict: 'ACCEPTED', findings: [] });
  });
});

describe('what the input leaves out', () => {
  test('is made: ids that nobody else has, and the time', () => {
    const [one, other] = [smallest.messageCreated(), smallest.messageCreated()];
    expect(one).toMatchObject({ occurredAt: now, producerId: 'tilskudd-demo', label: 'Tilskudd', groupId: null });
    const ids = [one.eventId, one.aggregateId, other.eventId, other.aggregateId];
    expect(ids.every(isUuid)).toBe(true);
    expect(new Set(ids).size).toBe(4);
  });

  test('becomes null where the schema has it', () => {
    expect(smallest.appointmentChanged().body).toEqual({
      type: 'AppointmentChanged',
      text: null,
      link: null,
      startAt: null,
      endAt: null,
      location: null,
      digital: null,
      state: 'HELD',
      reminder: null,
      externalMessages: [],
      retention: null,
    });
  });

  test('may be given as undefined, as JavaScript often does', () => {
    const input = { ...created, text, link, deadline: undefined, retention: undefined, groupId: undefined };
    const { body, groupId } = events.taskCreated(input as unknown as EventInputs['TaskCreated']);
    expect({ ...body, groupId }).toMatchObject({ deadline: null, retention: null, groupId: null });
  });

  test('is asked for where it cannot be made: the aggregate of an update, and a label', () => {
    const nameless = createEventBuilder({ producerId: 'tilskudd-demo' });
    const input = { organisationNumber, reason: 'WITHDRAWN' } as unknown as EventInputs['DeletionRequested'];
    expect(() => nameless.deletionRequested(input)).toThrow(
      expect.objectContaining({ code: 'EVENT_INVALID', retriable: false, paths: ['aggregateId', 'label'] }),
    );
  });
});

describe('what the input holds', () => {
  test('is kept, with times and days as the schema has them', () => {
    const event = events.taskCreated({
      ...created,
      eventId: aggregateId,
      occurredAt: new Date(now - 1_000),
      label: 'En annen',
      groupId: 'g',
      text,
      link,
      deadline: '1970-01-31',
      reminder: { at: '1970-01-30T12:00:00Z' },
      retention: { until: now + 1 },
      externalMessages: [
        { type: 'Sms', phoneNumber: '+4799999999', text, sendAt: new Date(now) },
        { type: 'Email', address: 'post@example.com', subject: 's', htmlBody: 'h', sendWindow: 'OFFICE_HOURS' },
      ],
    });
    expect(event).toMatchObject({ eventId: aggregateId, occurredAt: now - 1_000, label: 'En annen', groupId: 'g' });
    expect(event.body).toMatchObject({
      deadline: 30,
      reminder: { at: 29.5 * 86_400_000, afterCreation: null, beforeDeadline: null, beforeStart: null },
      retention: { until: now + 1, after: null },
      externalMessages: [
        { type: 'Sms', sendWindow: 'ANYTIME', sendAt: now },
        { type: 'Email', sendWindow: 'OFFICE_HOURS', sendAt: null },
      ],
    });
  });

  test.each<[string, string, object]>([
    ['a day that the calendar does not have', 'body.deadline', { deadline: '2026-02-30' }],
    ['a time without an offset', 'occurredAt', { occurredAt: '2026-03-01T12:00:00' }],
    ['a time beyond the year 9999', 'occurredAt', { occurredAt: 253_402_300_800_000 }],
    ['a Date that is none', 'body.retention.until', { retention: { until: new Date('no') } }],
    ['both forms of retention', 'body.retention', { retention: { after: 'P4M', until: now } }],
    ['a retention that says nothing', 'body.retention', { retention: {} }],
    ['two reminders', 'body.reminder', { reminder: { afterCreation: 'P1D', beforeDeadline: 'P1D' } }],
    ['nobody who may see it', 'body.recipients', { recipients: [] }],
    ['a recipient of no kind', 'body.recipients[0]', { recipients: [{ resourceId: 'r' }] }],
    ['a field that the body does not have', 'body', { retension: { after: 'P4M' } }],
    ['a text that is none', 'body.text', { text: 13097248022 }],
    [
      'an external message without a time',
      'body.externalMessages[0].sendWindow',
      {
        externalMessages: [{ type: 'Sms', phoneNumber: '1', text }],
      },
    ],
  ])('%s is refused at its place, and never shown', (_, path, changes) => {
    const input = { ...created, text, link, ...changes } as unknown as EventInputs['TaskCreated'];
    expect(() => events.taskCreated(input)).toThrow(
      expect.objectContaining({ paths: [path], message: expect.not.stringMatching(/1309|retension/) }),
    );
  });
});
