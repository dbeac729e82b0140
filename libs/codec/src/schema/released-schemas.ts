import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RecordSchemaJson } from './schema-json.ts';
import { type EventSchemaName, toSchemaText } from './schema-sources.ts';

/** Where released schemas are kept: one file per version and the lock that names them. */
export const RELEASED_FOLDER = new URL('../../../../schemas/released/', import.meta.url);

export type Release = {
  readonly version: number;
  readonly file: string;
  /** SHA-256 of the schema's text as it is registered, in hex. */
  readonly sha256: string;
};

export type ReleaseLock = { readonly [N in EventSchemaName]?: readonly Release[] };

/** Reads the lock; throws when it is missing or not JSON. */
export function readReleaseLock(): ReleaseLock {
  return JSON.parse(readFileSync(new URL('lock.json', RELEASED_FOLDER), 'utf8')) as ReleaseLock;
}

/** Reads one released schema; throws when the file is missing or not JSON. */
export function readReleasedSchema(release: Release): RecordSchemaJson {
  return JSON.parse(readFileSync(new URL(release.file, RELEASED_FOLDER), 'utf8')) as RecordSchemaJson;
}

/** The hash that stands in the lock. */
export function schemaHash(schema: RecordSchemaJson): string {
  return createHash('sha256').update(toSchemaText(schema)).digest('hex');
}
