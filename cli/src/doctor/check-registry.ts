import {
  type RegistrySettings,
  RegistryUnavailable,
  registerSchemas,
  SchemaIncompatible,
  type SchemaSubject,
} from '@varselvakt/codec';
import { type CheckLine, fault, ok } from './check-line.ts';

/** Whether the registry answers and holds our schemas under these subjects; changes nothing. */
export async function checkRegistry(
  connection: RegistrySettings,
  subjects: readonly SchemaSubject[],
): Promise<readonly CheckLine[]> {
  const faults: CheckLine[] = [];
  for (const subject of subjects) {
    try {
      const [registration] = await registerSchemas(connection, [subject], { dryRun: true });
      if (registration?.outcome !== 'unchanged')
        faults.push(
          fault(
            'registry',
            `${subject.schemaName} is not registered under ${subject.subject}`,
            'run "varselvakt schemas register"',
          ),
        );
    } catch (error) {
      if (error instanceof RegistryUnavailable)
        return [fault('registry', error.message, 'is it up, and are KAFKA_SCHEMA_REGISTRY and its user right?')];
      if (!(error instanceof SchemaIncompatible)) throw error;
      faults.push(fault('registry', error.message, 'look who has registered another schema there'));
    }
  }
  return faults.length > 0 ? faults : [ok('registry', `all ${subjects.length} schemas are registered`)];
}
