import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import { fromNow, sampleNow } from '../examples/sample-instants.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere } from '../severity.ts';

const dayMs = 86_400_000;

const structure = {
  area: 'structure',
  clause: null,
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

/** What every event must look like around its body: ids, key, times. */
export const structureRules = {
  EVENT_ID_INVALID: {
    ...structure,
    message: { nb: 'Hendelses-id er ikke en UUID.', en: 'The event id is not a UUID.' },
    remedy: {
      nb: 'Lag en UUID (gjerne versjon 7) per hendelse, og bruk den samme når du sender hendelsen på nytt.',
      en: 'Make one UUID (version 7 advised) per event, and use the same one when you send the event again.',
    },
    examples: brokenBy('MessageCreated', { eventId: 'hendelse-1' }),
  },
  AGGREGATE_ID_INVALID: {
    ...structure,
    message: {
      nb: 'Id-en til saken eller notifikasjonen er ikke en UUID.',
      en: 'The id of the case or notification is not a UUID.',
    },
    remedy: {
      nb: 'Lag en UUID (gjerne versjon 7) når saken eller notifikasjonen opprettes, og bruk den i alle senere hendelser om den.',
      en: 'Make a UUID (version 7 advised) when the case or notification is created, and use it in every later event about it.',
    },
    examples: brokenBy('MessageCreated', { aggregateId: 'sak-1' }),
  },
  KEY_MISMATCH: {
    ...structure,
    message: {
      nb: 'Nøkkelen til Kafka-meldingen er en annen enn aggregateId.',
      en: 'The key of the Kafka record differs from aggregateId.',
    },
    remedy: {
      nb: 'Bruk aggregateId som nøkkel, som UTF-8-tekst. Slik beholdes rekkefølgen per sak og notifikasjon.',
      en: 'Use aggregateId as the key, as UTF-8 text. That keeps the order within each case and notification.',
    },
    examples: brokenBy('MessageCreated', {}, { recordKey: 'another-key' }),
  },
  ORGANISATION_NUMBER_INVALID: {
    ...structure,
    message: {
      nb: 'Organisasjonsnummeret har ikke ni sifre som begynner med 8 eller 9, eller kontrollsifferet er feil.',
      en: 'The organisation number is not nine digits starting with 8 or 9, or its check digit is wrong.',
    },
    remedy: {
      nb: 'Send organisasjonsnummeret uten mellomrom, slik det står i Enhetsregisteret.',
      en: 'Send the organisation number without spaces, as it stands in the Register of Legal Entities.',
    },
    examples: brokenBy('MessageCreated', { organisationNumber: '988077918' }),
  },
  GROUP_ID_MISSING: {
    ...structure,
    message: {
      nb: 'En sak eller kalenderavtale er opprettet uten grupperings-id.',
      en: 'A case or an appointment was created without a group id.',
    },
    remedy: {
      nb: 'Sett groupId til den id-en som knytter notifikasjonene til saken innenfor merkelappen.',
      en: 'Set groupId to the id that ties the notifications to the case within the label.',
    },
    examples: brokenBy('CaseOpened', { groupId: null }),
  },
  TIME_INVALID: {
    ...structure,
    message: {
      nb: 'Et tidspunkt er ikke et helt tall innenfor årene 1 til 9999.',
      en: 'A time is not a whole number inside the years 1 to 9999.',
    },
    remedy: {
      nb: 'Send millisekunder (dager for datoer) siden 1970-01-01. Vanlig årsak: mikrosekunder eller nanosekunder i feltet.',
      en: 'Send milliseconds (days for dates) since 1970-01-01. Usual cause: microseconds or nanoseconds in the field.',
    },
    examples: brokenBy('AppointmentCreated', { 'body.startAt': sampleNow * 1000 }),
  },
  TIME_IN_FUTURE: {
    ...structure,
    message: {
      nb: 'Noe som har hendt, er tidfestet mer enn fem minutter fram i tid.',
      en: 'Something that has happened is dated more than five minutes ahead.',
    },
    remedy: {
      nb: 'Sett tidspunktet da det hendte, og sjekk klokken på maskinen som sender.',
      en: 'Set the time at which it happened, and check the clock of the machine that sends.',
    },
    examples: brokenBy('MessageCreated', { occurredAt: fromNow(3_600_000) }),
  },
  TIME_TOO_OLD: {
    ...structure,
    message: { nb: 'Hendelsen er eldre enn ti år.', en: 'The event is older than ten years.' },
    remedy: {
      nb: 'Sett occurredAt til da det hendte, i millisekunder. Vanlig årsak: sekunder i feltet.',
      en: 'Set occurredAt to when it happened, in milliseconds. Usual cause: seconds in the field.',
    },
    examples: brokenBy(
      'MessageCreated',
      { occurredAt: sampleNow / 1000, 'body.retention.until': fromNow(dayMs), 'body.retention.after': null },
      { label: { 'retention.max': null } },
    ),
  },
  APPOINTMENT_TIMES: {
    ...structure,
    message: { nb: 'Kalenderavtalen slutter før den begynner.', en: 'The appointment ends before it starts.' },
    remedy: {
      nb: 'Sett endAt til startAt eller senere, eller la endAt være tom.',
      en: 'Set endAt to startAt or later, or leave endAt empty.',
    },
    examples: brokenBy('AppointmentCreated', { 'body.endAt': fromNow(60_000) }),
  },
  REMINDER_OUT_OF_RANGE: {
    ...structure,
    message: {
      nb: 'Påminnelsen er ikke gitt på nøyaktig én måte, eller faller utenfor tiden fra opprettelsen til fristen eller starten.',
      en: 'The reminder is not given in exactly one way, or falls outside the time from the creation to the deadline or start.',
    },
    remedy: {
      nb: 'Gi én av at, afterCreation, beforeDeadline (krever frist) og beforeStart (krever start), og legg den mellom opprettelsen og fristen eller starten.',
      en: 'Give one of at, afterCreation, beforeDeadline (needs a deadline) and beforeStart (needs a start), between the creation and the deadline or start.',
    },
    examples: {
      valid: eventExample('TaskCreated'),
      invalid: eventExample('TaskCreated', { 'body.reminder.beforeDeadline': 'P1Y' }),
    },
  },
} as const satisfies RuleTable;
