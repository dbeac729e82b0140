import { type EventSchemaName, readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { requestRegistration } from './register-request.ts';
import { createRegistryClient, type RegistryClient } from './registry-client.ts';
import type { RegistrySettings } from './registry-request.ts';

/** What the registry holds was written for other readers than ours. A retry does not help. */
export class SchemaIncompatible extends Error {
  override readonly name = 'SchemaIncompatible';
  readonly code = 'SCHEMA_INCOMPATIBLE';
  readonly retriable = false;
  readonly subject: string;

  constructor(subject: string, schemaName: EventSchemaName) {
    super(
      `${schemaName} cannot be registered under ${subject}: it does not fit what is registered there. ` +
        'Change the schema so that old and new can read each other, or use another topic.',
    );
    this.subject = subject;
  }
}

export type SchemaSubject = { readonly subject: string; readonly schemaName: EventSchemaName };

export type SchemaRegistration = SchemaSubject & {
  readonly outcome: 'unchanged' | 'registered' | 'to-be-registered';
  /** Registry id; null only for what a dry run would register. */
  readonly schemaId: number | null;
};

const COMPATIBILITY = 'FULL_TRANSITIVE';
const MAX_TRIES = 4;

/**
 * Makes sure that each subject holds our schema and asks for compatibility in both directions with all its versions.
 * Idempotent, also when several start at once. A dry run changes nothing. Throws SchemaIncompatible (a retry does not
 * help) or RegistryUnavailable (a retry may help).
 */
export async function registerSchemas(
  settings: RegistrySettings,
  subjects: readonly SchemaSubject[],
  options: { readonly dryRun?: boolean } = {},
): Promise<readonly SchemaRegistration[]> {
  const client = createRegistryClient(settings);
  const registrations: SchemaRegistration[] = [];
  for (const subject of subjects) {
    const text = toSchemaText(readEventSchema(subject.schemaName));
    registrations.push(
      options.dryRun ? await examine(client, subject, text) : await register(client, settings, subject, text),
    );
  }
  return registrations;
}

async function examine(client: RegistryClient, subject: SchemaSubject, text: string): Promise<SchemaRegistration> {
  const schemaId = await client.findRegistration(subject.subject, text);
  if (schemaId !== undefined) return { ...subject, outcome: 'unchanged', schemaId };
  if (!(await client.isCompatible(subject.subject, text)))
    throw new SchemaIncompatible(subject.subject, subject.schemaName);
  return { ...subject, outcome: 'to-be-registered', schemaId: null };
}

/** 409 means "does not fit" and also "somebody else was at it"; only the former stays so after another look. */
async function register(
  client: RegistryClient,
  settings: RegistrySettings,
  subject: SchemaSubject,
  text: string,
): Promise<SchemaRegistration> {
  for (let tryCount = 1; ; tryCount += 1) {
    await client.setCompatibility(subject.subject, COMPATIBILITY);
    const examined = await examine(client, subject, text);
    if (examined.outcome === 'unchanged') return examined;
    const schemaId = await requestRegistration(settings, {
      subject: subject.subject,
      text,
      compatibility: COMPATIBILITY,
    });
    if (schemaId !== undefined) return { ...subject, outcome: 'registered', schemaId };
    if (tryCount === MAX_TRIES) throw new SchemaIncompatible(subject.subject, subject.schemaName);
  }
}
