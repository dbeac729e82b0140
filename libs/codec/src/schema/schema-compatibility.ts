import { createResolver, createWriterType } from '../avro/avro-type.ts';
import { formatSchemaConflict, type SchemaConflict } from './schema-conflict.ts';
import {
  type EnumSchemaJson,
  type FieldJson,
  isNamedJson,
  isUnionJson,
  type NamedSchemaJson,
  type RecordSchemaJson,
  type SchemaJson,
} from './schema-json.ts';

/** `findSchemaConflicts` in words. */
export function findIncompatibilities(reader: RecordSchemaJson, writer: RecordSchemaJson): readonly string[] {
  return findSchemaConflicts(reader, writer).map(formatSchemaConflict);
}

/**
 * Why a reader with one schema cannot read, or would misread, what was written with the other; empty when it can.
 * Avro's own rules (through avsc's resolver) and those Avro leaves open: logical types, changed kinds, changed defaults. Both must be Avro.
 */
export function findSchemaConflicts(reader: RecordSchemaJson, writer: RecordSchemaJson): readonly SchemaConflict[] {
  const unresolvable: SchemaConflict[] = [];
  try {
    createResolver(createWriterType(reader), createWriterType(writer));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    unresolvable.push({ kind: 'UNRESOLVABLE', path: '', writer: '', reader: reason });
  }
  const comparison = new SchemaComparison(reader, writer);
  return [...unresolvable, ...comparison.findings, ...comparison.unitConflicts];
}

/**
 * Fields that both schemas have but in different units, such as microseconds for milliseconds: Avro would read them
 * without a word. A writer that names no unit is taken at its word. For schemas from outside, after their check.
 */
export function findUnitConflicts(reader: RecordSchemaJson, writer: RecordSchemaJson): readonly string[] {
  const named = ({ writer: was, reader: is }: SchemaConflict) => was !== NO_UNIT && is !== NO_UNIT;
  return new SchemaComparison(reader, writer).unitConflicts.filter(named).map(formatSchemaConflict);
}

const NO_UNIT = '(none)';

class SchemaComparison {
  readonly findings: SchemaConflict[] = [];
  readonly unitConflicts: SchemaConflict[] = [];
  readonly #readerNamed: ReadonlyMap<string, NamedSchemaJson>;
  readonly #writerNamed: ReadonlyMap<string, NamedSchemaJson>;
  readonly #seen = new Set<string>();

  constructor(reader: RecordSchemaJson, writer: RecordSchemaJson) {
    this.#readerNamed = indexNamed(reader);
    this.#writerNamed = indexNamed(writer);
    this.#compare(reader, writer, shortName(reader.name));
  }

  #found(kind: SchemaConflict['kind'], path: string, writer: string, reader: string): void {
    this.findings.push({ kind, path, writer, reader });
  }

  #compare(readerType: SchemaJson, writerType: SchemaJson, path: string): void {
    const reader = deref(readerType, this.#readerNamed);
    const writer = deref(writerType, this.#writerNamed);
    if (unitOf(reader) !== unitOf(writer))
      this.unitConflicts.push({ kind: 'LOGICAL_TYPE', path, writer: unitOf(writer), reader: unitOf(reader) });
    if (kindOf(reader) !== kindOf(writer)) {
      this.#found('KIND', path, kindOf(writer), kindOf(reader));
      return;
    }
    if (isUnionJson(reader) && isUnionJson(writer)) this.#compareUnion(reader, writer, path);
    else this.#compareComplex(reader, writer, path);
  }

  #compareComplex(reader: SchemaJson, writer: SchemaJson, path: string): void {
    if (typeof reader === 'string' || typeof writer === 'string' || isUnionJson(reader) || isUnionJson(writer)) return;
    if (reader.type === 'array' && writer.type === 'array') this.#compare(reader.items, writer.items, `${path}[]`);
    if (reader.type === 'map' && writer.type === 'map') this.#compare(reader.values, writer.values, `${path}{}`);
    if (isNamedJson(reader) && isNamedJson(writer)) this.#compareNamed(reader, writer, path);
  }

  #compareNamed(reader: NamedSchemaJson, writer: NamedSchemaJson, path: string): void {
    if (this.#seen.has(reader.name)) return;
    this.#seen.add(reader.name);
    if (shortName(reader.name) !== shortName(writer.name))
      this.#found('NAME', path, shortName(writer.name), shortName(reader.name));
    if (reader.type === 'enum' && writer.type === 'enum') this.#compareEnum(reader, writer, path);
    if (reader.type === 'fixed' && writer.type === 'fixed' && reader.size !== writer.size)
      this.#found('SIZE', path, String(writer.size), String(reader.size));
    if (reader.type === 'record' && writer.type === 'record') this.#compareFields(reader, writer, path);
  }

  #compareEnum(reader: EnumSchemaJson, writer: EnumSchemaJson, path: string): void {
    const unknown = writer.symbols.filter((symbol) => !reader.symbols.includes(symbol));
    if (unknown.length > 0 && reader.default === undefined) this.#found('SYMBOLS', path, unknown.join(', '), '');
    if (reader.default !== writer.default)
      this.#found('DEFAULT_SYMBOL', path, writer.default ?? 'none', reader.default ?? 'none');
  }

  #compareFields(reader: RecordSchemaJson, writer: RecordSchemaJson, path: string): void {
    for (const field of reader.fields) {
      const written = writer.fields.find((one) => one.name === field.name);
      const fieldPath = `${path}.${field.name}`;
      if (written !== undefined) this.#compareField(field, written, fieldPath);
      else if (!('default' in field)) this.#found('FIELD_ADDED', fieldPath, '', field.name);
    }
  }

  #compareField(field: FieldJson, written: FieldJson, path: string): void {
    const [was, is] = [written, field].map((one) => JSON.stringify(one.default) ?? 'none');
    if (was !== is) this.#found('DEFAULT', path, was ?? 'none', is ?? 'none');
    this.#compare(field.type, written.type, path);
  }

  #compareUnion(reader: readonly SchemaJson[], writer: readonly SchemaJson[], path: string): void {
    for (const branch of writer) {
      const name = branchName(branch);
      const match = reader.find((one) => branchName(one) === name);
      if (match === undefined) this.#found('BRANCH', path, name, '');
      else this.#compare(match, branch, path);
    }
  }
}

function indexNamed(schema: SchemaJson, named = new Map<string, NamedSchemaJson>()): Map<string, NamedSchemaJson> {
  if (typeof schema === 'string') return named;
  if (isUnionJson(schema)) for (const branch of schema) indexNamed(branch, named);
  else if (schema.type === 'array') indexNamed(schema.items, named);
  else if (schema.type === 'map') indexNamed(schema.values, named);
  else if (isNamedJson(schema)) {
    named.set(shortName(schema.name), schema);
    if (schema.type === 'record') for (const field of schema.fields) indexNamed(field.type, named);
  }
  return named;
}

function deref(schema: SchemaJson, named: ReadonlyMap<string, NamedSchemaJson>): SchemaJson {
  return typeof schema === 'string' ? (named.get(shortName(schema)) ?? schema) : schema;
}

function kindOf(schema: SchemaJson): string {
  if (typeof schema === 'string') return schema;
  return isUnionJson(schema) ? 'union' : schema.type;
}

function unitOf(schema: SchemaJson): string {
  return typeof schema === 'object' && 'logicalType' in schema ? (schema.logicalType ?? NO_UNIT) : NO_UNIT;
}

function branchName(schema: SchemaJson): string {
  if (typeof schema === 'string') return shortName(schema);
  return isNamedJson(schema) ? shortName(schema.name) : kindOf(schema);
}

const shortName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
