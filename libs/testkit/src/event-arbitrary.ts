import type {
  AcceptedEvent,
  Body,
  EventOutcome,
  ExternalMessage,
  HardDeleted,
  ProducerEvent,
} from '@varselvakt/domain';
import fc from 'fast-check';

/** Any text that UTF-8 can carry: all planes, controls and NUL, but no lone surrogates. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
/** Avro's long as far as our codec takes it; beyond it avsc is no longer exact. */
const maxLong = 2 ** 52 - 1;
const instant = fc.integer({ min: -maxLong, max: maxLong });
const day = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const retention = fc.record({ until: optional(instant), after: optional(text) });
const retentionUpdate = fc.record({
  until: optional(instant),
  after: optional(text),
  strategy: fc.constantFrom('EXTEND' as const, 'OVERRIDE' as const),
});
const reminder = fc.record({
  at: optional(instant),
  afterCreation: optional(text),
  beforeDeadline: optional(text),
  beforeStart: optional(text),
});
const location = fc.record({ address: text, postalCode: text, city: text });
const status = fc.constantFrom('RECEIVED' as const, 'IN_PROGRESS' as const, 'COMPLETED' as const);
const state = fc.constantFrom('AWAITING_EMPLOYER' as const, 'EMPLOYER_ACCEPTED' as const, 'HELD' as const);
const sending = {
  sendWindow: fc.constantFrom('ANYTIME' as const, 'DAYTIME_NOT_SUNDAY' as const, 'OFFICE_HOURS' as const),
  sendAt: optional(instant),
};

const recipients = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('AltinnResource' as const), resourceId: text }),
    fc.record({
      type: fc.constant('NearestLeader' as const),
      leaderIdentityNumber: text,
      employeeIdentityNumber: text,
    }),
  ),
  { maxLength: 4 },
);

const externalMessages: fc.Arbitrary<ExternalMessage[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('Sms' as const), phoneNumber: text, text, ...sending }),
    fc.record({ type: fc.constant('Email' as const), address: text, subject: text, htmlBody: text, ...sending }),
    fc.record({
      type: fc.constant('ToAltinnResource' as const),
      resourceId: text,
      emailSubject: text,
      emailHtmlBody: text,
      smsText: text,
      channel: fc.constantFrom('PREFER_EMAIL' as const, 'EMAIL' as const, 'SMS' as const),
      ...sending,
    }),
  ),
  { maxLength: 3 },
);

const ordered = { recipients, externalMessages, retention: optional(retention) };
const updated = { link: optional(text), retention: optional(retentionUpdate) };

const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({
    type: fc.constant('CaseOpened' as const),
    title: text,
    additionalInfo: optional(text),
    link: optional(text),
    recipients,
    status,
    nextStep: optional(text),
    retention: optional(retention),
  }),
  fc.record({ type: fc.constant('CaseStatusChanged' as const), status, statusText: optional(text), ...updated }),
  fc.record({
    type: fc.constant('CaseDetailsChanged' as const),
    additionalInfo: optional(text),
    nextStep: optional(text),
  }),
  fc.record({ type: fc.constant('MessageCreated' as const), text, link: text, ...ordered }),
  fc.record({
    type: fc.constant('TaskCreated' as const),
    text,
    link: text,
    deadline: optional(day),
    reminder: optional(reminder),
    ...ordered,
  }),
  fc.record({ type: fc.constant('TaskCompleted' as const), completedAt: optional(instant), ...updated }),
  fc.record({ type: fc.constant('TaskExpired' as const), expiredAt: optional(instant), ...updated }),
  fc.record({ type: fc.constant('TaskDeadlineMoved' as const), deadline: day, reminder: optional(reminder) }),
  fc.record({
    type: fc.constant('AppointmentCreated' as const),
    text,
    link: text,
    startAt: instant,
    endAt: optional(instant),
    location: optional(location),
    digital: fc.boolean(),
    state,
    reminder: optional(reminder),
    ...ordered,
  }),
  fc.record({
    type: fc.constant('AppointmentChanged' as const),
    text: optional(text),
    startAt: optional(instant),
    endAt: optional(instant),
    location: optional(location),
    digital: optional(fc.boolean()),
    state: optional(state),
    reminder: optional(reminder),
    externalMessages,
    ...updated,
  }),
  fc.record({ type: fc.constant('RetentionChanged' as const), retention: retentionUpdate }),
  fc.record({
    type: fc.constant('DeletionRequested' as const),
    reason: fc.constantFrom('COMPLETED' as const, 'WITHDRAWN' as const, 'SUBJECT_REQUEST' as const),
  }),
);

/** Any event that the schema can carry: every body, texts from all of Unicode. Most would be refused by the rules. */
export const producerEventArbitrary: fc.Arbitrary<ProducerEvent> = fc.record({
  eventId: text,
  aggregateId: text,
  occurredAt: instant,
  producerId: text,
  label: text,
  groupId: optional(text),
  organisationNumber: text,
  body,
});

const source = fc.record({ topic: text, partition: fc.nat(), offset: fc.nat({ max: maxLong }) });

/** Any AcceptedEvent that the schema can carry. */
export const acceptedEventArbitrary: fc.Arbitrary<AcceptedEvent> = fc.record({
  event: producerEventArbitrary,
  producerId: text,
  acceptedAt: instant,
  ruleSetVersion: text,
  environment: text,
  contentHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  retention: fc.record({
    operation: fc.constantFrom('NONE' as const, 'SET' as const, 'EXTEND' as const, 'DELETE_NOW' as const),
    deleteAt: optional(instant),
    source: fc.constantFrom('PRODUCER' as const, 'LABEL_DEFAULT' as const, 'NONE' as const),
  }),
  warnings: fc.array(fc.record({ code: text, path: optional(text) }), { maxLength: 3 }),
  source,
});

/** Any HardDeleted that the schema can carry. */
export const hardDeletedArbitrary: fc.Arbitrary<HardDeleted> = fc.record({
  aggregateId: text,
  kind: fc.constantFrom('CASE' as const, 'NOTIFICATION' as const),
  producerId: text,
  label: text,
  groupId: optional(text),
  dueAt: instant,
  deletedAt: instant,
  cause: fc.constantFrom('RETENTION' as const, 'PRODUCER' as const, 'OPERATOR' as const),
  receiptId: text,
});

/** Any EventOutcome that the schema can carry. */
export const eventOutcomeArbitrary: fc.Arbitrary<EventOutcome> = fc.record({
  eventId: optional(text),
  aggregateId: optional(text),
  producerId: optional(text),
  outcome: fc.constantFrom('ACCEPTED' as const, 'REJECTED' as const, 'UNREADABLE' as const, 'LATE' as const),
  findings: fc.array(
    fc.record({
      code: text,
      severity: fc.constantFrom('BLOCK' as const, 'WARN' as const, 'OBSERVE' as const),
      clause: optional(text),
      path: optional(text),
      start: optional(day),
      end: optional(day),
      messageNb: text,
      messageEn: text,
      remedyNb: text,
      remedyEn: text,
      documentation: text,
    }),
    { maxLength: 3 },
  ),
  source: optional(source),
  schemaId: optional(day),
  ruleSetVersion: text,
  environment: text,
  traceParent: optional(text),
  occurredAt: instant,
  deleteAt: optional(instant),
  registerVersion: optional(text),
});
