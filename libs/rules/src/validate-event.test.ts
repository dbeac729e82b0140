import { describe, expect, test } from '@jest/globals';
import type { BodyType, ProducerEvent } from '@varselvakt/domain';
import { applyChanges } from './examples/apply-changes.ts';
import { sampleContext } from './examples/sample-context.ts';
import { bodyTypes, sampleEvent } from './examples/sample-events.ts';
import { sampleNow } from './examples/sample-instants.ts';
import type { SampleChanges, SampleSituation } from './rule.ts';
import { createRuleEngine } from './rule-engine.ts';

const { validateEvent } = createRuleEngine();
const dayMs = 86_400_000;
const identityNumber = '17912099997';

const eventWith = (type: BodyType, changes: SampleChanges = {}): ProducerEvent =>
  applyChanges(sampleEvent(type), changes, sampleNow);

const judge = (type: BodyType, changes: SampleChanges = {}, situation: SampleSituation = {}) => {
  const event = eventWith(type, changes);
  return validateEvent(event, sampleContext(event, situation));
};

const told = (type: BodyType, changes: SampleChanges = {}, situation: SampleSituation = {}) =>
  judge(type, changes, situation).findings.map(({ code, severity, path }) => `${severity} ${code} ${path}`);

describe('an event', () => {
  test.each(bodyTypes)('of body %s without a fault is accepted without a finding', (type) => {
    expect(judge(type)).toMatchObject({ verdict: 'ACCEPTED', findings: [] });
  });

  test('with many faults is told all of them at once, in the order of the fields', () => {
    const changes = {
      eventId: 'x',
      organisationNumber: '1',
      'body.text': `Om ${identityNumber}\u0000`,
      'body.link': 'http://nav.no',
      'body.recipients': [],
      'body.externalMessages[0].phoneNumber': '1',
      'body.deadline': Number.NaN,
      'body.retention.until': 1,
    };
    expect(told('TaskCreated', changes)).toEqual([
      'block EVENT_ID_INVALID eventId',
      'block ORGANISATION_NUMBER_INVALID organisationNumber',
      'block TEXT_INVALID_CHARACTERS body.text',
      'block TEXT_IDENTITY_NUMBER body.text',
      'block LINK_NOT_HTTPS body.link',
      'block RECIPIENT_MISSING body.recipients',
      'block PHONE_INVALID body.externalMessages[0].phoneNumber',
      'block TIME_INVALID body.deadline',
      'block RETENTION_AMBIGUOUS body.retention',
    ]);
    expect(told('TaskCreated', changes)).toEqual(told('TaskCreated', changes));
  });

  test('with warnings alone is passed with what to tell', () => {
    const text = 'Nav: Dere har fått svar på søknaden om tilskudd. Logg inn på Altinn. '.repeat(4);
    const result = judge('TaskCreated', { 'body.externalMessages[0].text': text });
    expect(result).toMatchObject({ verdict: 'WARNED', findings: [{ code: 'SMS_SEGMENTS', severity: 'warn' }] });
  });

  test('is told where in a text the fault is, in UTF-16 units, and never the text', () => {
    const result = judge('MessageCreated', { 'body.text': `👍 ${identityNumber}` });
    expect(result.findings).toEqual([
      { code: 'TEXT_IDENTITY_NUMBER', severity: 'block', clause: 'C12', path: 'body.text', start: 3, end: 14 },
    ]);
    expect(JSON.stringify(result)).not.toContain(identityNumber);
  });
});

describe('an identity number', () => {
  const fields: readonly (readonly [BodyType, string])[] = [
    ['MessageCreated', 'eventId'],
    ['MessageCreated', 'aggregateId'],
    ['MessageCreated', 'producerId'],
    ['MessageCreated', 'label'],
    ['MessageCreated', 'groupId'],
    ['MessageCreated', 'organisationNumber'],
    ['CaseOpened', 'body.title'],
    ['CaseOpened', 'body.additionalInfo'],
    ['CaseOpened', 'body.nextStep'],
    ['CaseStatusChanged', 'body.statusText'],
    ['CaseDetailsChanged', 'body.nextStep'],
    ['AppointmentCreated', 'body.location.address'],
    ['AppointmentCreated', 'body.location.postalCode'],
    ['AppointmentCreated', 'body.location.city'],
    ['AppointmentChanged', 'body.text'],
    ['TaskCreated', 'body.recipients[0].resourceId'],
    ['TaskCreated', 'body.externalMessages[0].phoneNumber'],
    ['TaskCreated', 'body.externalMessages[0].text'],
    ['TaskCreated', 'body.reminder.beforeDeadline'],
    ['MessageCreated', 'body.externalMessages[0].address'],
    ['MessageCreated', 'body.externalMessages[0].subject'],
    ['MessageCreated', 'body.externalMessages[0].htmlBody'],
    ['MessageCreated', 'body.retention.after'],
    ['AppointmentCreated', 'body.externalMessages[0].resourceId'],
    ['AppointmentCreated', 'body.externalMessages[0].emailSubject'],
    ['AppointmentCreated', 'body.externalMessages[0].emailHtmlBody'],
    ['AppointmentCreated', 'body.externalMessages[0].smsText'],
    ['TaskCompleted', 'body.link'],
  ];

  test.each(fields)('in %s at %s is refused in dev and prod', (type, path) => {
    const expected = `block TEXT_IDENTITY_NUMBER ${path}`;
    expect(told(type, { [path]: identityNumber })).toContain(expected);
    expect(told(type, { [path]: identityNumber }, { environment: 'prod' })).toContain(expected);
  });

  test('cannot be let through by an override', () => {
    const label = { 'severities.dev': { TEXT_IDENTITY_NUMBER: 'warn' } };
    expect(judge('MessageCreated', { 'body.text': identityNumber }, { label }).verdict).toBe('REJECTED');
  });

  test('is what a nearest leader and an employee are named by, and nothing else is', () => {
    const leader = (digits: string) => ({
      'body.recipients': [
        { type: 'NearestLeader', leaderIdentityNumber: digits, employeeIdentityNumber: identityNumber },
      ],
    });
    expect(told('MessageCreated', leader('13097248022'))).toEqual([]);
    for (const wrong of ['13097248023', '', '130972 48022', '81234567802']) {
      expect(told('MessageCreated', leader(wrong))).toEqual([
        'block RECIPIENT_INVALID body.recipients[0].leaderIdentityNumber',
      ]);
    }
  });
});

describe('times', () => {
  test.each([
    [sampleNow + 5 * 60_000, []],
    [sampleNow + 5 * 60_000 + 1, ['block TIME_IN_FUTURE occurredAt']],
    [Number.NaN, ['block TIME_INVALID occurredAt']],
    [253_402_300_800_000, ['block TIME_INVALID occurredAt']],
    [2 ** 60, ['block TIME_INVALID occurredAt']],
    [Date.UTC(2016, 0, 15, 9), []],
    [Date.UTC(2016, 0, 15, 9) - 1, ['block TIME_TOO_OLD occurredAt']],
  ])('occurredAt %p gives %j', (occurredAt, expected) => {
    const changes = { occurredAt, 'body.retention': { until: sampleNow + dayMs, after: null } };
    expect(told('MessageCreated', changes, { label: { 'retention.max': null } })).toEqual(expected);
  });

  test('of an appointment may be the same, and may not be turned round', () => {
    const startAt = sampleNow + 28 * dayMs;
    expect(told('AppointmentCreated', { 'body.endAt': startAt })).toEqual([]);
    expect(told('AppointmentCreated', { 'body.endAt': startAt - 1 })).toEqual(['block APPOINTMENT_TIMES body.endAt']);
    expect(told('AppointmentChanged', { 'body.endAt': 5 })).toEqual([]);
  });

  test('of something done may not lie ahead', () => {
    expect(told('TaskCompleted', { 'body.completedAt': sampleNow + dayMs })).toEqual([
      'block TIME_IN_FUTURE body.completedAt',
    ]);
    expect(told('TaskExpired', { 'body.expiredAt': 1e15 })).toEqual(['block TIME_INVALID body.expiredAt']);
  });
});

describe('a reminder', () => {
  const none = { at: null, afterCreation: null, beforeDeadline: null, beforeStart: null };
  const refused = ['block REMINDER_OUT_OF_RANGE body.reminder'];

  test.each([
    [{ at: sampleNow + dayMs }, []],
    [{ at: sampleNow - dayMs }, refused],
    [{ at: sampleNow + 400 * dayMs }, refused],
    [{ at: Number.NaN }, refused],
    [{ afterCreation: 'P1W' }, []],
    [{ afterCreation: 'P1Y' }, refused],
    [{ afterCreation: 'om en uke' }, refused],
    [{ beforeDeadline: 'P3D' }, []],
    [{ beforeDeadline: 'P2M' }, refused],
    [{ beforeStart: 'PT1H' }, refused],
    [{}, refused],
    [{ at: sampleNow + dayMs, afterCreation: 'P1W' }, refused],
  ])('of a task given as %j gives %j', (reminder, expected) => {
    expect(told('TaskCreated', { 'body.reminder': { ...none, ...reminder } })).toEqual(expected);
  });

  test('before a deadline needs a deadline', () => {
    expect(told('TaskCreated', { 'body.deadline': null })).toEqual(refused);
  });

  test('of an update is left to the stored case or notification where the update does not tell its bounds', () => {
    expect(told('AppointmentChanged', { 'body.reminder': { ...none, beforeStart: 'PT1H' } })).toEqual([]);
    expect(told('AppointmentChanged', { 'body.reminder': { ...none, beforeStart: '1 time' } })).toEqual(refused);
  });
});

describe('retention', () => {
  const occurredAt = sampleNow - 60_000;

  test('of a creation is set as the producer gave it', () => {
    expect(judge('MessageCreated').retention).toEqual({
      operation: 'SET',
      deleteAt: Date.UTC(2026, 4, 15, 7, 59),
      source: 'PRODUCER',
    });
  });

  test('of a creation without one is the label’s default', () => {
    const { retention, verdict } = judge(
      'MessageCreated',
      { 'body.retention': null },
      { label: { 'retention.default': 'P90D' } },
    );
    expect(verdict).toBe('ACCEPTED');
    expect(retention).toEqual({
      operation: 'SET',
      deleteAt: occurredAt + 90 * dayMs - 3_600_000,
      source: 'LABEL_DEFAULT',
    });
  });

  test('of an update is none, extended or overridden as it says', () => {
    expect(judge('CaseDetailsChanged').retention).toEqual({ operation: 'NONE', deleteAt: null, source: 'NONE' });
    expect(judge('TaskCompleted').retention.operation).toBe('NONE');
    expect(judge('CaseStatusChanged').retention.operation).toBe('EXTEND');
    expect(judge('RetentionChanged').retention.operation).toBe('OVERRIDE');
    expect(judge('DeletionRequested').retention).toEqual({
      operation: 'DELETE_NOW',
      deleteAt: null,
      source: 'PRODUCER',
    });
  });

  test('that has just ended is refused, one millisecond more is not', () => {
    const until = (at: number) => ({ 'body.retention': { until: at, after: null } });
    expect(told('MessageCreated', until(sampleNow))).toEqual(['block RETENTION_IN_PAST body.retention']);
    expect(told('MessageCreated', until(sampleNow + 1))).toEqual([]);
  });

  test('outside the label’s limits is refused, or moved to the limit with a warning where the label says so', () => {
    const limits = { 'retention.min': 'P30D', 'retention.max': 'P1Y' };
    const clamping = { label: { ...limits, 'retention.clamp': true } };
    const after = (period: string) => ({ 'body.retention.after': period });
    expect(told('MessageCreated', after('P2Y'), { label: limits })).toEqual([
      'block RETENTION_TOO_LONG body.retention',
    ]);
    expect(told('MessageCreated', after('P1D'), { label: limits })).toEqual([
      'block RETENTION_TOO_SHORT body.retention',
    ]);
    expect(told('MessageCreated', after('P2Y'), clamping)).toEqual(['warn RETENTION_TOO_LONG body.retention']);
    expect(judge('MessageCreated', after('P2Y'), clamping).retention.deleteAt).toBe(Date.UTC(2027, 0, 15, 8, 59));
    expect(judge('MessageCreated', after('P1D'), clamping).retention.deleteAt).toBe(occurredAt + 30 * dayMs);
  });

  test('of more than five years looks like an archive, whether the event or the label says so', () => {
    const archive = ['warn RETENTION_LOOKS_LIKE_ARCHIVE body.retention'];
    const until = (at: number) => ({ 'body.retention': { until: at, after: null } });
    const limit = Date.UTC(2031, 0, 15, 9);
    expect(told('MessageCreated', until(limit))).toEqual([]);
    expect(told('MessageCreated', until(limit + 1))).toEqual(archive);
    expect(told('MessageCreated', { 'body.retention': null }, { label: { 'retention.default': 'P6Y' } })).toEqual(
      archive,
    );
    const clamping = { 'retention.max': 'P6Y', 'retention.clamp': true };
    expect(told('MessageCreated', { 'body.retention.after': 'P30Y' }, { label: clamping })).toEqual([
      'warn RETENTION_TOO_LONG body.retention',
      ...archive,
    ]);
  });

  test('never has a time of deletion missing on a creation that is let through', () => {
    for (const type of ['CaseOpened', 'MessageCreated', 'TaskCreated', 'AppointmentCreated'] as const) {
      const result = judge(type, { 'body.retention': null }, { label: { 'retention.default': null } });
      expect(result.verdict).toBe('REJECTED');
    }
  });
});
