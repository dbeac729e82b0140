export { createAcceptedEncoder } from './avro/accepted-encoder.ts';
export { createContentHasher } from './avro/content-hash.ts';
export {
  createEventDecoder,
  type Decoded,
  type DecodeFault,
  type DecodeResult,
  type EventDecoder,
} from './avro/event-decoder.ts';
export { createEncoder, EncodeError } from './avro/event-encoder.ts';
export {
  createEventFileDecoder,
  type EventFileDecoder,
  type EventFileFault,
  type FileRecord,
} from './file/event-file-decoder.ts';
export { createEventJsonReader, type EventJsonResult } from './json/event-json-reader.ts';
export {
  registerSchemas,
  SchemaIncompatible,
  type SchemaRegistration,
  type SchemaSubject,
} from './registry/register-schemas.ts';
export { createRegistryClient, type RegistryClient } from './registry/registry-client.ts';
export { type RegistrySettings, RegistryUnavailable } from './registry/registry-request.ts';
export { checkSchemaFile, type SchemaCheck, type SchemaFinding } from './schema/check-schema-file.ts';
export type { SchemaConflict } from './schema/schema-conflict.ts';
export type { SchemaJson } from './schema/schema-json.ts';
export { EVENT_SCHEMA_NAMES, type EventSchemaName, readEventSchema, toSchemaText } from './schema/schema-sources.ts';
