import type { RegistryClient } from '../registry/registry-client.ts';

/** Schemas by id, each under the subjects it is registered for. */
export type MemorySchemas = {
  readonly [id: number]: { readonly text: string; readonly subjects: readonly string[]; readonly schemaType?: string };
};

/** A registry that holds just these schemas; for tests of what happens after a look-up, not of the look-up itself. */
export function createMemoryRegistry(
  schemas: MemorySchemas,
  guids: { readonly [guid: string]: number } = {},
): RegistryClient {
  return {
    findSchema: async (id) => {
      const schema = schemas[id];
      return schema && { text: schema.text, schemaType: schema.schemaType ?? 'AVRO', hasReferences: false };
    },
    findSubjects: async (id) => schemas[id]?.subjects,
    findIdOfGuid: async (guid) => guids[guid],
    findRegistration: async () => undefined,
    isCompatible: async () => true,
    setCompatibility: async () => undefined,
  };
}
