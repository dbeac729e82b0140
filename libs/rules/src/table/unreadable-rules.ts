import { recordBrokenBy } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere } from '../severity.ts';

const unreadable = {
  area: 'unreadable',
  clause: null,
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

/** Why a record could not be read as an event; it lies in the dead-letter topic. */
export const unreadableRules = {
  RECORD_NULL_VALUE: {
    ...unreadable,
    message: { nb: 'Kafka-meldingen har ikke noe innhold.', en: 'The Kafka record has no value.' },
    remedy: {
      nb: 'Send hendelsen som innhold. Skal noe slettes, send DeletionRequested, ikke en tom melding.',
      en: 'Send the event as the value. To delete something, send DeletionRequested, not a tombstone.',
    },
    examples: recordBrokenBy({ valueHex: null }, 'En melding uten innhold', 'A record without a value'),
  },
  RECORD_NULL_KEY: {
    ...unreadable,
    message: { nb: 'Kafka-meldingen har ingen nøkkel.', en: 'The Kafka record has no key.' },
    remedy: {
      nb: 'Bruk aggregateId som nøkkel, som UTF-8-tekst.',
      en: 'Use aggregateId as the key, as UTF-8 text.',
    },
    examples: recordBrokenBy({ keyHex: null }, 'En melding uten nøkkel', 'A record without a key'),
  },
  RECORD_TOO_LARGE: {
    ...unreadable,
    message: { nb: 'Kafka-meldingen er for stor.', en: 'The Kafka record is too large.' },
    remedy: {
      nb: 'Hold tekster innenfor feltgrensene, og legg vedlegg og lange tekster bak lenken.',
      en: 'Keep texts within the limits of their fields, and put attachments and long texts behind the link.',
    },
    examples: recordBrokenBy({}, 'En melding over størrelsesgrensen', 'A record above the size limit'),
  },
  SCHEMA_UNFRAMED: {
    ...unreadable,
    message: {
      nb: 'Innholdet mangler skjema-id: det begynner ikke med magisk byte 0 og fire byte id.',
      en: 'The value carries no schema id: it does not start with magic byte 0 and an id of four bytes.',
    },
    remedy: {
      nb: 'Bruk skjemaregisterets Avro-serialisering; ikke JSON eller ren Avro.',
      en: "Use the schema registry's Avro serializer; not JSON or bare Avro.",
    },
    examples: recordBrokenBy({ valueHex: '7b7d' }, 'JSON-teksten {}', 'The JSON text {}'),
  },
  SCHEMA_UNKNOWN: {
    ...unreadable,
    message: {
      nb: 'Skjemaregisteret kjenner ikke skjema-id-en.',
      en: 'The schema registry does not know the schema id.',
    },
    remedy: {
      nb: 'Sjekk at produsenten bruker det samme skjemaregisteret som emnet hører til.',
      en: 'Check that the producer uses the schema registry that the topic belongs to.',
    },
    examples: recordBrokenBy(
      { valueHex: '007fffffff00' },
      'En skjema-id ingen har registrert',
      'A schema id nobody registered',
    ),
  },
  SCHEMA_FOREIGN: {
    ...unreadable,
    message: {
      nb: 'Skjemaet er ikke registrert for dette emnet, eller kan ikke leses som ProducerEvent.',
      en: 'The schema is not registered for this topic, or cannot be read as ProducerEvent.',
    },
    remedy: {
      nb: 'Skriv hendelsen med skjemaet ProducerEvent, registrert som <emne>-value.',
      en: 'Write the event with the schema ProducerEvent, registered as <topic>-value.',
    },
    examples: recordBrokenBy(
      { valueHex: '000000000200' },
      'Skjema-id-en til et annet emne',
      'The schema id of another topic',
    ),
  },
  AVRO_CORRUPT: {
    ...unreadable,
    message: {
      nb: 'Innholdet stemmer ikke med skjemaet det oppgir: avkortet, for langt eller skadet.',
      en: 'The value does not match the schema it names: cut off, too long or damaged.',
    },
    remedy: {
      nb: 'Skriv med nøyaktig det skjemaet som id-en viser til, og send byte-ene uendret.',
      en: 'Write with exactly the schema that the id names, and send the bytes unchanged.',
    },
    examples: recordBrokenBy({ valueHex: '0000000001ff' }, 'En avkortet hendelse', 'An event that is cut off'),
  },
  AVRO_LIMITS: {
    ...unreadable,
    message: {
      nb: 'Innholdet oppgir flere elementer eller dypere nøsting enn det er plass til.',
      en: 'The value announces more items or deeper nesting than it has room for.',
    },
    remedy: {
      nb: 'Skriv listene med en vanlig Avro-serialisering, og hold dem korte.',
      en: 'Write the lists with an ordinary Avro serializer, and keep them short.',
    },
    examples: recordBrokenBy(
      {},
      'En liste som påstår å ha en milliard elementer',
      'A list that claims to hold a thousand million items',
    ),
  },
} as const satisfies RuleTable;
