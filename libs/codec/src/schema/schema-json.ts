/** An Avro schema as parsed JSON: the shapes the specification allows, nothing resolved yet. */
export type SchemaJson = string | readonly SchemaJson[] | ComplexSchemaJson;

type ComplexSchemaJson =
  | RecordSchemaJson
  | EnumSchemaJson
  | FixedSchemaJson
  | { readonly type: 'array'; readonly items: SchemaJson }
  | { readonly type: 'map'; readonly values: SchemaJson }
  | { readonly type: PrimitiveName; readonly logicalType?: string };

export type NamedSchemaJson = RecordSchemaJson | EnumSchemaJson | FixedSchemaJson;

export type RecordSchemaJson = {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly aliases?: readonly string[];
  readonly doc?: string;
  readonly fields: readonly FieldJson[];
};

export type FieldJson = {
  readonly name: string;
  readonly type: SchemaJson;
  readonly aliases?: readonly string[];
  readonly doc?: string;
  readonly default?: unknown;
};

export type EnumSchemaJson = {
  readonly type: 'enum';
  readonly name: string;
  readonly namespace?: string;
  readonly aliases?: readonly string[];
  readonly doc?: string;
  readonly symbols: readonly string[];
  readonly default?: string;
};

type FixedSchemaJson = {
  readonly type: 'fixed';
  readonly name: string;
  readonly namespace?: string;
  readonly aliases?: readonly string[];
  readonly doc?: string;
  readonly size: number;
};

export type PrimitiveName = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';

/** True for a union, which Avro writes as a bare JSON array. */
export function isUnionJson(schema: SchemaJson): schema is readonly SchemaJson[] {
  return Array.isArray(schema);
}

/** True for record, enum and fixed: the kinds that have a name others can refer to. */
export function isNamedJson(schema: SchemaJson): schema is NamedSchemaJson {
  return (
    typeof schema === 'object' &&
    !isUnionJson(schema) &&
    (schema.type === 'record' || schema.type === 'enum' || schema.type === 'fixed')
  );
}
