import type { Body, ProducerEvent } from '@varselvakt/domain';
import {
  bodyFields,
  envelopeFields,
  externalMessageFields,
  type FieldRule,
  locationFields,
  recipientFields,
  reminderFields,
  retentionFields,
} from './field-table.ts';

/** Called with each string of an event; `parent` and `name` together are the path, joined only when somebody needs it. */
export type FieldVisitor = (value: string, rule: FieldRule, parent: string, name: string) => void;

/** The path of a field, such as `body.externalMessages[1].text`. */
export const pathOf = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);

type FieldList = readonly (readonly [name: string, rule: FieldRule])[];
type StringFields = Readonly<Record<string, FieldRule>>;

const listOf = (fields: StringFields): FieldList => Object.entries(fields);
const listsOf = <Name extends string>(
  tables: Readonly<Record<Name, StringFields>>,
): Readonly<Record<Name, FieldList>> =>
  Object.fromEntries(Object.entries<StringFields>(tables).map(([name, fields]) => [name, listOf(fields)])) as Record<
    Name,
    FieldList
  >;

const envelopeList = listOf(envelopeFields);
const bodyLists = listsOf(bodyFields);
const locationList = listOf(locationFields);
const retentionList = listOf(retentionFields);
const reminderList = listOf(reminderFields);
const recipientLists = listsOf(recipientFields);
const externalMessageLists = listsOf(externalMessageFields);

const visitRecord = (record: object | null, fields: FieldList, parent: string, visit: FieldVisitor): void => {
  if (record === null) return;
  const values = record as Readonly<Record<string, unknown>>;
  for (const [name, rule] of fields) {
    const value = values[name];
    if (typeof value === 'string') visit(value, rule, parent, name);
  }
};

const visitList = <Name extends string>(
  records: readonly { readonly type: Name }[],
  lists: Readonly<Record<Name, FieldList>>,
  parent: string,
  visit: FieldVisitor,
): void => {
  records.forEach((record, index) => {
    visitRecord(record, lists[record.type], `${parent}[${index}]`, visit);
  });
};

const visitBody = (body: Body, visit: FieldVisitor): void => {
  visitRecord(body, bodyLists[body.type], 'body', visit);
  if ('location' in body) visitRecord(body.location, locationList, 'body.location', visit);
  if ('recipients' in body) visitList(body.recipients, recipientLists, 'body.recipients', visit);
  if ('externalMessages' in body)
    visitList(body.externalMessages, externalMessageLists, 'body.externalMessages', visit);
  if ('reminder' in body) visitRecord(body.reminder, reminderList, 'body.reminder', visit);
  if ('retention' in body) visitRecord(body.retention, retentionList, 'body.retention', visit);
};

/** Visits every string field of an event, always in the same order: envelope, body, location, recipients, external messages, periods. */
export const walkFields = (event: ProducerEvent, visit: FieldVisitor): void => {
  visitRecord(event, envelopeList, '', visit);
  visitBody(event.body, visit);
};
