import type { ProducerEvent } from '@varselvakt/domain';
import { exampleEvent, type RuleCode, ruleTable } from '@varselvakt/rules';
import { messageWith, type StoryStart } from './event-with.ts';
import type { RawValue, Sample } from './sample.ts';

/** Refusals whose example in the rule table says it all: the code and how the story calls it. */
const byTheTable: readonly (readonly [RuleCode, string])[] = [
  ['TEXT_IDENTITY_NUMBER', 'an identity number in the text'],
  ['TEXT_TOO_LONG', 'a text that is too long'],
  ['LINK_NOT_HTTPS', 'a link without https'],
  ['LINK_HOST_NOT_ALLOWED', "a link to a stranger's host"],
  ['RECIPIENT_MISSING', 'nobody to receive it'],
  ['ORGANISATION_NUMBER_INVALID', 'a mistyped organisation number'],
  ['RETENTION_IN_PAST', 'a retention that is over'],
  ['RETENTION_AMBIGUOUS', 'two retentions at once'],
  ['TIME_IN_FUTURE', 'an event from tomorrow'],
  ['EXTERNAL_BOTH_CHANNELS', 'told by both SMS and e-mail'],
  ['EXTERNAL_HTML_UNSAFE', 'a script in an e-mail'],
];

/** Warnings whose example in the rule table says it all. */
const warnedByTheTable: readonly (readonly [RuleCode, string])[] = [
  ['EXTERNAL_LINK', 'a link in an SMS'],
  ['EXTERNAL_WHAT_MISSING', 'an SMS that does not say what it is about'],
];

/** Each kind of refusal; every one of them must be answered with exactly these codes. */
export function refusedSamples(start: StoryStart): readonly Sample[] {
  const event = messageWith(start);
  const stranger = { ...messageWith(start), producerId: 'ukjent-demo' };
  const poacher = { ...messageWith(start), label: 'Dialogmøte' };
  return [
    ...byTheTable.map(([code, title]) => refused(title, exampleOf(start, code), [code])),
    refused("a person's name in an SMS", withSms(start, 'Nav: Vedtaket for Kari Nordmann er klart. Se Altinn.'), [
      'TEXT_PERSON_NAME',
    ]),
    refused('a diagnosis in an SMS', withSms(start, 'Nav: Den ansatte har fått påvist kreft. Se Altinn.'), [
      'TEXT_SENSITIVE_HEALTH',
    ]),
    refused('three faults at once', threeFaults(start), [
      'ORGANISATION_NUMBER_INVALID',
      'TEXT_EMPTY',
      'LINK_NOT_HTTPS',
    ]),
    refused('an unknown producer', stranger, ['PRODUCER_UNKNOWN']),
    refused("another producer's label", poacher, ['LABEL_NOT_OWNED']),
    { ...refused('a key that is not the aggregate id', event, ['KEY_MISMATCH']), key: start.newId() },
  ];
}

/** What is stored, but told to its producer as not quite right. */
export function warnedSamples(start: StoryStart): readonly Sample[] {
  const unassessed: Sample = {
    title: 'a label without assessments, still in dev',
    event: { ...messageWith(start), label: 'Tilskudd (ny)' },
    expected: { fate: 'WARNED', codes: ['ASSESSMENT_MISSING'] },
  };
  const byExample = warnedByTheTable.map(
    ([code, title]): Sample => ({
      title,
      event: exampleOf(start, code),
      expected: { fate: 'WARNED', codes: [code] },
    }),
  );
  return [...byExample, unassessed];
}

/** Records that cannot be read at all: dead letters. */
export function unreadableSamples(start: StoryStart): readonly Sample[] {
  const raws: readonly (readonly [RawValue, RuleCode, string])[] = [
    ['JSON_TEXT', 'SCHEMA_UNFRAMED', 'JSON text instead of Avro'],
    ['TRUNCATED_AVRO', 'AVRO_CORRUPT', 'half an event'],
    ['FOREIGN_SCHEMA', 'SCHEMA_FOREIGN', 'Avro of a foreign schema'],
    ['TOMBSTONE', 'RECORD_NULL_VALUE', 'a record without value'],
  ];
  const broken = raws.map(
    ([raw, code, title]): Sample => ({
      title,
      event: messageWith(start),
      raw,
      expected: { fate: 'DEAD_LETTER', code },
    }),
  );
  const keyless: Sample = {
    title: 'a record without key',
    event: messageWith(start),
    key: null,
    expected: { fate: 'DEAD_LETTER', code: 'RECORD_NULL_KEY' },
  };
  return [...broken, keyless];
}

function refused(title: string, event: ProducerEvent, codes: readonly RuleCode[]): Sample {
  return { title, event, expected: { fate: 'REFUSED', codes } };
}

function exampleOf(start: StoryStart, code: RuleCode): ProducerEvent {
  const example = ruleTable[code].examples.invalid;
  if (example.type !== 'event') throw new Error(`The rule ${code} has no event as its example`);
  return exampleEvent(example, { eventId: start.newId(), aggregateId: start.newId(), now: start.now });
}

function withSms(start: StoryStart, text: string): ProducerEvent {
  const sms = { type: 'Sms', phoneNumber: '+4799999999', text, sendWindow: 'ANYTIME', sendAt: null } as const;
  return messageWith(start, { externalMessages: [sms] });
}

function threeFaults(start: StoryStart): ProducerEvent {
  const event = messageWith(start, { text: '', link: 'http://www.nav.no/demo' });
  return { ...event, organisationNumber: '988077918' };
}
