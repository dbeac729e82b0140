import { readFileSync } from 'node:fs';
import { composeSchema, type SchemaSources } from './compose-schema.ts';
import type { RecordSchemaJson } from './schema-json.ts';

/** The record types that travel on topics, each with its own file in schemas/. */
export const EVENT_SCHEMA_NAMES = ['ProducerEvent', 'AcceptedEvent', 'HardDeleted', 'EventOutcome'] as const;
export type EventSchemaName = (typeof EVENT_SCHEMA_NAMES)[number];

/** The records that only stand inside others; a file of their own keeps one definition of each. */
const SHARED_SCHEMA_NAMES = ['SourcePosition'] as const;

const SCHEMAS_FOLDER = new URL('../../../../schemas/', import.meta.url);

/** Reads the schema sources of the repository. Throws when a file is missing or is not JSON; a retry does not help. */
export function readSchemaSources(): SchemaSources {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`${name}.avsc`, SCHEMAS_FOLDER), 'utf8')) as RecordSchemaJson;
  return new Map([...SHARED_SCHEMA_NAMES, ...EVENT_SCHEMA_NAMES].map((name) => [`no.varselvakt.${name}`, read(name)]));
}

/** The self-contained schema of one record type: what other files define is written in at its first use. */
export function readEventSchema(name: EventSchemaName): RecordSchemaJson {
  return composeSchema(`no.varselvakt.${name}`, readSchemaSources());
}

/** The one text under which a schema is registered; registries treat other white space or key order as a new version. */
export function toSchemaText(schema: RecordSchemaJson): string {
  return JSON.stringify(schema);
}
