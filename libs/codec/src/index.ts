export { type AcceptedEnvelope, createAcceptedEncoder } from './avro/accepted-encoder.ts';
export { type ContentHasher, createContentHasher } from './avro/content-hash.ts';
export {
  createEventDecoder,
  type Decoded,
  type DecodeFault,
  type DecodeResult,
  type EncodedRecord,
  type EventDecoder,
  type EventDecoderOptions,
  type Undecodable,
} from './avro/event-decoder.ts';
export { createEncoder, EncodeError } from './avro/event-encoder.ts';
export type { EventOf } from './avro/event-of.ts';
export {
  createEventFileDecoder,
  type EventFileDecoder,
  type EventFileFault,
  type FileRecord,
} from './file/event-file-decoder.ts';
export { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './guard/decode-limits.ts';
export { createEventJsonReader, type EventJsonResult } from './json/event-json-reader.ts';
export {
  registerSchemas,
  SchemaIncompatible,
  type SchemaRegistration,
  type SchemaSubject,
} from './registry/register-schemas.ts';
export {
  createRegistryClient,
  type RegisteredSchema,
  type RegistryClient,
  type RegistryObserver,
} from './registry/registry-client.ts';
export { type RegistrySettings, RegistryUnavailable } from './registry/registry-request.ts';
export { DEFAULT_SCHEMA_PATIENCE, type SchemaPatience } from './registry/schema-patience.ts';
export { checkSchemaFile, type SchemaCheck, type SchemaFinding } from './schema/check-schema-file.ts';
export type { SchemaConflict } from './schema/schema-conflict.ts';
export type { SchemaJson } from './schema/schema-json.ts';
export { EVENT_SCHEMA_NAMES, type EventSchemaName, readEventSchema, toSchemaText } from './schema/schema-sources.ts';
export { parseSchemaRef, type RecordHeaders, type SchemaRef } from './wire/framing.ts';
