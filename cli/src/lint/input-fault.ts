import type { BilingualText } from '@varselvakt/rules';

/** Why an input, or a part of it, cannot be judged. The words never hold anything of the input. */
export const inputFaults = {
  INPUT_MISSING: {
    nb: 'Filen finnes ikke, eller mønsteret treffer ingen fil.',
    en: 'There is no such file, or the pattern matches none.',
  },
  INPUT_UNREADABLE: { nb: 'Filen kan ikke leses.', en: 'The file cannot be read.' },
  INPUT_EMPTY: { nb: 'Det er ingenting her å kontrollere.', en: 'There is nothing here to check.' },
  INPUT_TOO_LARGE: {
    nb: 'Linjen eller dokumentet er for stort. Bruk én hendelse per linje (NDJSON).',
    en: 'The line or document is too large. Write one event a line (NDJSON).',
  },
  INPUT_NOT_UTF8: { nb: 'Linjen er ikke UTF-8.', en: 'The line is not UTF-8.' },
  INPUT_INVALID_JSON: { nb: 'Dette er ikke gyldig JSON.', en: 'This is not valid JSON.' },
  INPUT_NOT_A_TEXT: { nb: '«text» er ikke en tekst.', en: '"text" is not a string.' },
  INPUT_NOT_AN_EVENT: {
    nb: 'Dette passer ikke til skjemaet ProducerEvent.',
    en: 'This does not fit the schema ProducerEvent.',
  },
  INPUT_UNKNOWN_FORMAT: {
    nb: 'Dette er verken JSON eller Avro. Er det tekster, bruk --texts.',
    en: 'This is neither JSON nor Avro. If it is texts, say --texts.',
  },
  INPUT_NOT_JUDGED: {
    nb: 'Kontrollen feilet her. Det er en feil i varselvakt; meld gjerne fra.',
    en: 'The check failed here. That is a fault of varselvakt; please report it.',
  },
  INPUT_AVRO_CORRUPT: {
    nb: 'Avro-dataene kan ikke leses etter skjemaet.',
    en: 'The Avro data cannot be read by the schema.',
  },
  INPUT_AVRO_SCHEMA: {
    nb: 'Filens Avro-skjema kan ikke leses som ProducerEvent.',
    en: 'The Avro schema of the file cannot be read as ProducerEvent.',
  },
  INPUT_AVRO_COMPRESSION: {
    nb: 'Avro-filen er komprimert på en måte som ikke støttes. Bruk null eller deflate.',
    en: 'The Avro file is compressed in a way that is not supported. Use null or deflate.',
  },
} as const satisfies Readonly<Record<string, BilingualText>>;

export type InputFaultCode = keyof typeof inputFaults;

/** Something that could not be judged, and where it stands. */
export type InputFault = {
  readonly code: InputFaultCode;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The field of an event that does not fit; names of our schema only. */
  readonly path: string | null;
};
