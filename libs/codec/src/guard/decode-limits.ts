/** Bounds on what one record may make the decoder do; everything is checked before Avro reads a byte. */
export type DecodeLimits = {
  /** Largest record value, framing included. Must leave room for our own envelope under the broker's message.max.bytes. */
  readonly maxRecordBytes: number;
  /** Largest single string, bytes or fixed value. */
  readonly maxStringBytes: number;
  /** Most items in one array or map, all its blocks together. */
  readonly maxItems: number;
  /** Deepest nesting of records, arrays and maps. */
  readonly maxDepth: number;
  /** Most values visited in one record; bounds the work whatever the shape of the schema. */
  readonly maxSteps: number;
};

/** Roomy for every event that the rules can accept, and still well under 50 ms of work for the worst that they cannot. */
export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxRecordBytes: 512 * 1024,
  maxStringBytes: 128 * 1024,
  maxItems: 1_000,
  maxDepth: 32,
  maxSteps: 50_000,
};

/** Bounds on a writer's schema: it comes from outside and is compiled, so it is input like any other. */
export type SchemaLimits = {
  readonly maxTextLength: number;
  readonly maxNodes: number;
  readonly maxDepth: number;
  readonly maxNameLength: number;
};

/** About ten times the size of our own largest schema. */
export const DEFAULT_SCHEMA_LIMITS: SchemaLimits = {
  maxTextLength: 256 * 1024,
  maxNodes: 4_000,
  maxDepth: 40,
  maxNameLength: 128,
};
