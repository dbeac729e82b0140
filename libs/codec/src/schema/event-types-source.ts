import {
  type FieldJson,
  isNamedJson,
  isUnionJson,
  type NamedSchemaJson,
  type RecordSchemaJson,
  type SchemaJson,
} from './schema-json.ts';

const PRIMITIVES: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Uint8Array',
  string: 'string',
};

const UNITS: Readonly<Record<string, string>> = {
  'timestamp-millis': 'Milliseconds since 1970-01-01T00:00Z.',
  date: 'Days since 1970-01-01.',
  uuid: 'A UUID.',
};

const HEADER = [
  '// Generated from schemas/*.avsc by `npm run schemas:types -w libs/codec`; change the schemas, not this file.',
  '',
].join('\n');

/**
 * TypeScript source of the types that the given records decode to. Each named type is written once, in the order of
 * its first definition; a union of records gets a name of its own, after the field that holds it.
 */
export function eventTypesSource(schemas: readonly RecordSchemaJson[]): string {
  const declarations = new Map<string, string>();
  const branchNames = new Set(schemas.flatMap((schema) => [...recordBranchNames(schema)]));
  for (const schema of schemas) declareNamed(schema, { declarations, branchNames });
  return `${HEADER}\n${[...declarations.values()].join('\n')}`;
}

type Context = { readonly declarations: Map<string, string>; readonly branchNames: ReadonlySet<string> };

function declareNamed(schema: NamedSchemaJson, context: Context): string {
  const name = shortName(schema.name);
  if (context.declarations.has(name)) return name;
  context.declarations.set(name, '');
  context.declarations.set(name, namedSource(schema, name, context));
  return name;
}

function namedSource(schema: NamedSchemaJson, name: string, context: Context): string {
  const doc = docComment(schema.doc, '');
  if (schema.type === 'enum') return `${doc}export type ${name} = ${schema.symbols.map(quoted).join(' | ')};\n`;
  if (schema.type === 'fixed') return `${doc}export type ${name} = Uint8Array;\n`;
  const discriminator = context.branchNames.has(name) ? [`  readonly type: ${quoted(name)};\n`] : [];
  const fields = schema.fields.map((field) => fieldSource(field, context));
  return `${doc}export type ${name} = {\n${[...discriminator, ...fields].join('')}};\n`;
}

function fieldSource(field: FieldJson, context: Context): string {
  const doc = [field.doc, unitOf(field.type)].filter((part) => part !== undefined).join(' ');
  return `${docComment(doc, '  ')}  readonly ${field.name}: ${typeSource(field.type, field.name, context)};\n`;
}

function typeSource(schema: SchemaJson, fieldName: string, context: Context): string {
  if (typeof schema === 'string') return PRIMITIVES[schema] ?? shortName(schema);
  if (isUnionJson(schema)) return unionSource(schema, fieldName, context);
  if (isNamedJson(schema)) return declareNamed(schema, context);
  if (schema.type === 'array') return `readonly ${arrayItemSource(schema.items, fieldName, context)}[]`;
  if (schema.type === 'map')
    return `{ readonly [key: string]: ${typeSource(schema.values, singular(fieldName), context)} }`;
  return typeSource(schema.type, fieldName, context);
}

function arrayItemSource(items: SchemaJson, fieldName: string, context: Context): string {
  const source = typeSource(items, singular(fieldName), context);
  return source.includes(' ') ? `(${source})` : source;
}

function unionSource(branches: readonly SchemaJson[], fieldName: string, context: Context): string {
  const sources = branches.map((branch) => typeSource(branch, fieldName, context));
  if (!isRecordUnion(branches)) return [...sources.filter((it) => it !== 'null'), ...nullOf(sources)].join(' | ');
  const name = fieldName.charAt(0).toUpperCase() + fieldName.slice(1);
  const members = sources.map((source) => `\n  | ${source}`).join('');
  const existing = context.declarations.get(name);
  const declaration = `${docComment(`Told apart by \`type\`.`, '')}export type ${name} =${members};\n`;
  if (existing !== undefined && existing !== declaration) throw new Error(`Two unions would be named ${name}`);
  context.declarations.set(name, declaration);
  return name;
}

/** The names of all records that stand beside other records in a union and so need a `type` to be told apart. */
function recordBranchNames(schema: SchemaJson): Set<string> {
  if (typeof schema === 'string') return new Set();
  if (isUnionJson(schema)) {
    const own = isRecordUnion(schema) ? schema.map((branch) => shortName(nameOf(branch))) : [];
    return new Set([...own, ...schema.flatMap((branch) => [...recordBranchNames(branch)])]);
  }
  if (schema.type === 'record') return new Set(schema.fields.flatMap((field) => [...recordBranchNames(field.type)]));
  if (schema.type === 'array') return recordBranchNames(schema.items);
  return schema.type === 'map' ? recordBranchNames(schema.values) : new Set();
}

/** True when a union holds two or more named types beside null; then a decoded value must say which one it is. */
function isRecordUnion(branches: readonly SchemaJson[]): boolean {
  return branches.filter((branch) => isNamedJson(branch) || PRIMITIVES[nameOf(branch)] === undefined).length > 1;
}

function nameOf(schema: SchemaJson): string {
  if (typeof schema === 'string') return schema;
  if (isUnionJson(schema)) throw new Error('A union cannot stand directly inside a union');
  return isNamedJson(schema) ? schema.name : schema.type;
}

function unitOf(schema: SchemaJson): string | undefined {
  if (typeof schema === 'string') return undefined;
  if (isUnionJson(schema)) return schema.map(unitOf).find((unit) => unit !== undefined);
  return 'logicalType' in schema && schema.logicalType !== undefined ? UNITS[schema.logicalType] : undefined;
}

const nullOf = (sources: readonly string[]) => (sources.includes('null') ? ['null'] : []);
const quoted = (text: string) => `'${text}'`;
const singular = (plural: string) => (plural.endsWith('s') ? plural.slice(0, -1) : plural);
const shortName = (fullName: string) => fullName.slice(fullName.lastIndexOf('.') + 1);
const docComment = (doc: string | undefined, indent: string) => (doc ? `${indent}/** ${doc} */\n` : '');
