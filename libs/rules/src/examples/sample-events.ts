import type { Body, BodyOf, BodyType, ExternalMessage, ProducerEvent, Recipient } from '@varselvakt/domain';
import { sampleNow } from './sample-instants.ts';

/** Producer, label and resource of the sample events, as they stand in the sample register. */
export const sampleNames = {
  producerId: 'tilskudd-demo',
  label: 'Tilskudd',
  resourceId: 'demo-tilskudd-lesetilgang',
  organisationNumber: '988077917',
  linkHost: 'www.nav.no',
} as const;

/** What tells one sample from another. */
export interface SampleIdentity {
  readonly eventId: string;
  readonly aggregateId: string;
  /** The time at which it will be judged, epoch ms; the sample happened one minute before. */
  readonly now: number;
  readonly groupId: string;
}

/** The identity of a sample that only has to be looked at. */
export const defaultSampleIdentity: SampleIdentity = {
  eventId: '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  aggregateId: '0199a1b2-c3d4-7e5f-8a9b-5a4f3e2d1c0b',
  now: sampleNow,
  groupId: 'soknad-1',
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

const link = `https://${sampleNames.linkHost}/demo/tilskudd`;
const recipients: readonly Recipient[] = [{ type: 'AltinnResource', resourceId: sampleNames.resourceId }];
const retention = { until: null, after: 'P4M' } as const;
const extension = { until: null, after: 'P1Y', strategy: 'EXTEND' } as const;
const sms: ExternalMessage = {
  type: 'Sms',
  phoneNumber: '+4799999999',
  text: 'Nav: Dere har fått en oppgave om oppfølgingsplan. Logg inn på Min side for arbeidsgivere for å se den.',
  sendWindow: 'DAYTIME_NOT_SUNDAY',
  sendAt: null,
};
const email: ExternalMessage = {
  type: 'Email',
  address: 'post@example.com',
  subject: 'Ny melding fra Nav om søknaden deres',
  htmlBody: '<p>Hei! Dere har fått en ny melding.</p><p>Logg inn på Min side for arbeidsgivere for å lese den.</p>',
  sendWindow: 'OFFICE_HOURS',
  sendAt: null,
};
const toAltinnResource: ExternalMessage = {
  type: 'ToAltinnResource',
  resourceId: sampleNames.resourceId,
  emailSubject: 'Ny kalenderavtale fra Nav',
  emailHtmlBody: '<p>Hei! Dere er invitert til et møte. Logg inn på Min side for arbeidsgivere for å se det.</p>',
  smsText: 'Nav: Dere er invitert til et møte. Logg inn på Min side for arbeidsgivere for å se det.',
  channel: 'PREFER_EMAIL',
  sendWindow: 'ANYTIME',
  sendAt: null,
};

const caseBodies = {
  CaseOpened: () => ({
    type: 'CaseOpened',
    title: 'Søknad om inkluderingstilskudd',
    additionalInfo: 'Søknaden gjelder våren 2026',
    link,
    recipients,
    status: 'RECEIVED',
    nextStep: 'Vi behandler søknaden innen fire uker',
    retention,
  }),
  CaseStatusChanged: () => ({
    type: 'CaseStatusChanged',
    status: 'IN_PROGRESS',
    statusText: 'Under behandling',
    link: null,
    retention: extension,
  }),
  CaseDetailsChanged: () => ({
    type: 'CaseDetailsChanged',
    additionalInfo: 'Vi har bedt om flere opplysninger',
    nextStep: 'Send inn det som mangler',
  }),
} as const satisfies Partial<{ [Type in BodyType]: (now: number) => BodyOf<Type> }>;

const taskBodies = {
  MessageCreated: () => ({
    type: 'MessageCreated',
    text: 'Søknaden om inkluderingstilskudd er mottatt',
    link,
    recipients,
    externalMessages: [email],
    retention,
  }),
  TaskCreated: (now) => ({
    type: 'TaskCreated',
    text: 'Send inn oppfølgingsplanen',
    link,
    recipients,
    deadline: Math.floor(now / dayMs) + 32,
    reminder: { at: null, afterCreation: null, beforeDeadline: 'P3D', beforeStart: null },
    externalMessages: [sms],
    retention,
  }),
  TaskCompleted: (now) => ({ type: 'TaskCompleted', completedAt: now - minuteMs, link: null, retention: null }),
  TaskExpired: (now) => ({ type: 'TaskExpired', expiredAt: now - minuteMs, link: null, retention: null }),
  TaskDeadlineMoved: (now) => ({
    type: 'TaskDeadlineMoved',
    deadline: Math.floor(now / dayMs) + 60,
    reminder: { at: null, afterCreation: null, beforeDeadline: 'P1W', beforeStart: null },
  }),
} as const satisfies Partial<{ [Type in BodyType]: (now: number) => BodyOf<Type> }>;

const otherBodies = {
  AppointmentCreated: (now) => ({
    type: 'AppointmentCreated',
    text: 'Møte om tilrettelegging på arbeidsplassen',
    link,
    startAt: now + 28 * dayMs,
    endAt: now + 28 * dayMs + 60 * minuteMs,
    location: { address: 'Storgata 1', postalCode: '0155', city: 'Oslo' },
    digital: false,
    state: 'AWAITING_EMPLOYER',
    recipients,
    reminder: { at: null, afterCreation: null, beforeDeadline: null, beforeStart: 'PT24H' },
    externalMessages: [toAltinnResource],
    retention,
  }),
  AppointmentChanged: () => ({
    type: 'AppointmentChanged',
    text: null,
    link: null,
    startAt: null,
    endAt: null,
    location: null,
    digital: true,
    state: 'EMPLOYER_ACCEPTED',
    reminder: null,
    externalMessages: [],
    retention: null,
  }),
  RetentionChanged: () => ({
    type: 'RetentionChanged',
    retention: { until: null, after: 'P2Y', strategy: 'OVERRIDE' },
  }),
  DeletionRequested: () => ({ type: 'DeletionRequested', reason: 'WITHDRAWN' }),
} as const satisfies Partial<{ [Type in BodyType]: (now: number) => BodyOf<Type> }>;

const bodies: { readonly [Type in BodyType]: (now: number) => BodyOf<Type> } = {
  ...caseBodies,
  ...taskBodies,
  ...otherBodies,
};

/** The names of all bodies, in the order of the documentation. */
export const bodyTypes = Object.keys(bodies) as readonly BodyType[];

/** A valid body of one type for an event that is judged at `now` (epoch ms). */
export const sampleBody = <Type extends BodyType>(type: Type, now: number = sampleNow): BodyOf<Type> =>
  bodies[type](now);

/** A valid event of one body, under the sample register's producer and label. */
export const sampleEvent = (type: BodyType, identity: Partial<SampleIdentity> = {}): ProducerEvent => {
  const { eventId, aggregateId, now, groupId } = { ...defaultSampleIdentity, ...identity };
  const body: Body = sampleBody(type, now);
  return {
    eventId,
    aggregateId,
    occurredAt: now - minuteMs,
    producerId: sampleNames.producerId,
    label: sampleNames.label,
    groupId,
    organisationNumber: sampleNames.organisationNumber,
    body,
  };
};
