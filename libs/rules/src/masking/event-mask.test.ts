import { describe, expect, test } from '@jest/globals';
import type { BodyOf, ProducerEvent } from '@varselvakt/domain';
import { createDetector } from '../detect/detector.ts';
import { bodyTypes, sampleEvent } from '../examples/sample-events.ts';
import { createEventMask, type MaskedValue } from './event-mask.ts';

const mask = createEventMask(createDetector());
const task = sampleEvent('TaskCreated');
const withBody = (body: Partial<BodyOf<'TaskCreated'>>, envelope: Partial<ProducerEvent> = {}): ProducerEvent =>
  ({ ...task, ...envelope, body: { ...task.body, ...body } }) as ProducerEvent;
const show = (value: MaskedValue): string => JSON.stringify(value);

describe('an event as a person may see it', () => {
  test.each(bodyTypes)('keeps the structure of a %s and its ids', (type) => {
    const event = sampleEvent(type);
    const masked = mask.maskEvent(event, 'HIDDEN') as Record<string, MaskedValue>;
    expect(Object.keys(masked)).toEqual(Object.keys(event));
    expect(Object.keys(masked['body'] as object)).toEqual(Object.keys(event.body));
    const { eventId, aggregateId, producerId, label, groupId, organisationNumber, occurredAt } = event;
    expect(masked).toMatchObject({
      eventId,
      aggregateId,
      producerId,
      label,
      groupId,
      organisationNumber,
      occurredAt,
      body: { type },
    });
  });

  test('hides each text as a whole', () => {
    const masked = mask.maskEvent(withBody({ text: 'Ring Kari i dag' }), 'HIDDEN');
    expect(masked).toMatchObject({ body: { text: '«15 characters»' } });
  });

  test('shows a text on demand, without what is found in it', () => {
    const masked = show(mask.maskEvent(withBody({ text: 'Svar på oppgaven til 13097248022' }), 'MASKED'));
    expect(masked).toContain('Svar på oppgaven til ');
    expect(masked).not.toContain('13097248022');
  });

  test.each(['HIDDEN', 'MASKED'] as const)('never shows numbers, addresses or paths of links (%s)', (showing) => {
    const recipients = [
      { type: 'NearestLeader', leaderIdentityNumber: '13097248022', employeeIdentityNumber: '01017012345' },
    ] as const;
    const times = { sendWindow: 'ANYTIME', sendAt: null } as const;
    const externalMessages = [
      { type: 'Sms', phoneNumber: '+4799999999', text: 'Logg inn', ...times },
      { type: 'Email', address: 'ola@firma.no', subject: 'Hei', htmlBody: 'Hei', ...times },
    ] as const;
    const link = 'https://arbeidsgiver.nav.no/sak/hemmelig?x=1';
    const masked = show(mask.maskEvent(withBody({ recipients, externalMessages, link }), showing));
    for (const secret of ['13097248022', '01017012345', '99999999', 'ola@', 'firma', 'hemmelig']) {
      expect(masked).not.toContain(secret);
    }
    expect(masked).toContain('https://arbeidsgiver.nav.no/«17 characters»');
  });

  test('hides ids that are none', () => {
    const odd = withBody({}, { eventId: 'Kari Nordmann', producerId: 'Fager!', organisationNumber: '13097248022' });
    const masked = mask.maskEvent({ ...odd, groupId: 'sak 13097248022', label: 'x\u202Ey' }, 'HIDDEN');
    expect(masked).toMatchObject({
      eventId: '«13 characters»',
      producerId: '«6 characters»',
      organisationNumber: '«11 characters»',
      label: 'x·y',
    });
    expect(show(masked)).not.toContain('13097248022');
  });

  test.each(bodyTypes)('tells the structure of a %s and no value, whatever was put where', (type) => {
    const secret = 'hemmelig 13097248022';
    const spoilOne = (value: unknown, name: string): unknown => {
      if (typeof value === 'string') return ['type', 'eventId', 'aggregateId'].includes(name) ? value : secret;
      return typeof value === 'number' ? 13097248022 : spoil(value);
    };
    const spoil = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map((item) => spoilOne(item, ''));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoilOne(inner, name)]));
    };
    const event = sampleEvent(type);
    const spoilt = { ...(spoil(event) as ProducerEvent), producerId: '13097248022' };
    // What is a member of a closed list cannot be anything else in a decoded event.
    const body = Object.fromEntries(
      Object.entries(spoilt.body).filter(([name]) => !['status', 'state', 'reason', 'sendWindow'].includes(name)),
    );
    const shown = mask.maskStructure({ ...spoilt, body } as ProducerEvent);
    expect(shown).toMatchObject({ eventId: event.eventId, aggregateId: event.aggregateId, body: { type } });
    const free = show(shown).replaceAll(/"(strategy|sendWindow|channel)":"[^"]*"/g, '');
    expect(free).not.toContain('hemmelig');
    expect(free).not.toContain('13097248022');
  });
});
