import {
  type AltinnResource,
  type BodyOf,
  type BodyType,
  type Email,
  fieldLimits,
  type Location,
  type NearestLeader,
  type ProducerEvent,
  type Reminder,
  type Retention,
  type Sms,
  type ToAltinnResource,
} from '@varselvakt/domain';
import type { FieldClass } from './rule.ts';

/**
 * How a string field is read: TEXT as people write it, HTML with entities, LINK with %XX, ID without line breaks,
 * IDENTITY_NUMBER the one place where such a number belongs.
 */
export type FieldForm = 'TEXT' | 'HTML' | 'LINK' | 'ID' | 'IDENTITY_NUMBER';

/** What is asked of a string field by itself. */
export interface FieldRule {
  readonly fieldClass: FieldClass;
  readonly form: FieldForm;
  /** In code points; null where a check of its own decides. */
  readonly maxLength: number | null;
  /** True for the parts of a location, whose purpose is to name a place. False when absent. */
  readonly isPlace?: boolean;
}

type StringKeys<Record> = {
  [Key in keyof Record]-?: string extends NonNullable<Record[Key]> ? Key : never;
}[keyof Record];

/** Every string field of a record must stand here: one that the schema adds becomes a compile error until it is classed. */
type FieldTable<Record> = { readonly [Key in StringKeys<Record>]: FieldRule };

const text = (limit: { readonly maxLength: number }): FieldRule => ({
  fieldClass: 'in-app',
  form: 'TEXT',
  maxLength: limit.maxLength,
});
const place = (limit: { readonly maxLength: number }): FieldRule => ({ ...text(limit), isPlace: true });
const external = (form: 'TEXT' | 'HTML', maxLength: number | null): FieldRule => ({
  fieldClass: 'external',
  form,
  maxLength,
});
const id = (maxLength: number | null): FieldRule => ({ fieldClass: 'id', form: 'ID', maxLength });
const link: FieldRule = { fieldClass: 'link', form: 'LINK', maxLength: fieldLimits.link.maxLength };
const identityNumber: FieldRule = { fieldClass: 'id', form: 'IDENTITY_NUMBER', maxLength: null };

/** The strings around the body. */
export const envelopeFields: FieldTable<ProducerEvent> = {
  eventId: id(null),
  aggregateId: id(null),
  producerId: id(null),
  label: id(fieldLimits.label.maxLength),
  groupId: id(fieldLimits.groupId.maxLength),
  organisationNumber: id(null),
};

const bodyText = text(fieldLimits.text);

/** The strings of each body, nested records apart. */
export const bodyFields: { readonly [Type in BodyType]: FieldTable<BodyOf<Type>> } = {
  CaseOpened: {
    title: text(fieldLimits.title),
    additionalInfo: text(fieldLimits.additionalInfo),
    link,
    nextStep: text(fieldLimits.nextStep),
  },
  CaseStatusChanged: { statusText: text(fieldLimits.statusText), link },
  CaseDetailsChanged: { additionalInfo: text(fieldLimits.additionalInfo), nextStep: text(fieldLimits.nextStep) },
  MessageCreated: { text: bodyText, link },
  TaskCreated: { text: bodyText, link },
  TaskCompleted: { link },
  TaskExpired: { link },
  TaskDeadlineMoved: {},
  AppointmentCreated: { text: bodyText, link },
  AppointmentChanged: { text: bodyText, link },
  RetentionChanged: {},
  DeletionRequested: {},
};

/** The strings of a location. */
export const locationFields: FieldTable<Location> = {
  address: place(fieldLimits.address),
  postalCode: place(fieldLimits.postalCode),
  city: place(fieldLimits.city),
};

/** The strings of a retention or a change of one. */
export const retentionFields: FieldTable<Retention> = { after: id(null) };

/** The strings of a reminder. */
export const reminderFields: FieldTable<Reminder> = {
  afterCreation: id(null),
  beforeDeadline: id(null),
  beforeStart: id(null),
};

/** The strings of each recipient. */
export const recipientFields: {
  readonly AltinnResource: FieldTable<AltinnResource>;
  readonly NearestLeader: FieldTable<NearestLeader>;
} = {
  AltinnResource: { resourceId: id(null) },
  NearestLeader: { leaderIdentityNumber: identityNumber, employeeIdentityNumber: identityNumber },
};

/** The strings of each external message. */
export const externalMessageFields: {
  readonly Sms: FieldTable<Sms>;
  readonly Email: FieldTable<Email>;
  readonly ToAltinnResource: FieldTable<ToAltinnResource>;
} = {
  Sms: { phoneNumber: id(null), text: external('TEXT', null) },
  Email: {
    address: id(null),
    subject: external('TEXT', fieldLimits.emailSubject.maxLength),
    htmlBody: external('HTML', fieldLimits.emailHtmlBody.maxLength),
  },
  ToAltinnResource: {
    resourceId: id(null),
    emailSubject: external('TEXT', fieldLimits.emailSubject.maxLength),
    emailHtmlBody: external('HTML', fieldLimits.emailHtmlBody.maxLength),
    smsText: external('TEXT', null),
  },
};
