import { type EventSchemaName, type RegistryClient, readEventSchema, toSchemaText } from '@varselvakt/codec';

/** A schema of ours is not in the registry. A retry helps once somebody has registered it. */
export class SchemaMissing extends Error {
  override readonly name = 'SchemaMissing';
  readonly code = 'SCHEMA_NOT_REGISTERED';
  readonly retriable = true;
}

/** The registry id of our own schema under a subject. Throws SchemaMissing or RegistryUnavailable; a retry may help. */
export async function findSchemaId(
  registry: RegistryClient,
  subject: string,
  schemaName: EventSchemaName,
): Promise<number> {
  const schemaId = await registry.findRegistration(subject, toSchemaText(readEventSchema(schemaName)));
  if (schemaId === undefined)
    throw new SchemaMissing(`${schemaName} is not registered under ${subject}: run "varselvakt schemas register"`);
  return schemaId;
}
