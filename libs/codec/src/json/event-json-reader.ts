import type { ProducerEvent } from '@varselvakt/domain';
import { isNamedJson, isUnionJson, type RecordSchemaJson, type SchemaJson } from '../schema/schema-json.ts';
import { readEventSchema } from '../schema/schema-sources.ts';
import { isJsonObject, primitiveReaders, type ReadJson, readNumber, readSymbol, shortNameOf } from './json-values.ts';

/** An event read from JSON, or every path at which the JSON does not fit; names of our schema only, '' is the event itself. */
export type EventJsonResult =
  | { readonly outcome: 'READ'; readonly event: ProducerEvent }
  | { readonly outcome: 'MISFIT'; readonly paths: readonly string[] };

type Known = Map<string, ReadJson>;

const pathTo = (parent: string, step: string): string => (parent === '' ? step : `${parent}.${step}`);

const recordReader = (schema: RecordSchemaJson, known: Known): ReadJson => {
  const fields = schema.fields.map((field) => ({
    name: field.name,
    read: readerOf(field.type, known),
    absent: 'default' in field ? { value: field.default } : undefined,
  }));
  const names = new Set(['type', ...fields.map(({ name }) => name)]);
  return (value, path, misfit) => {
    if (!isJsonObject(value)) {
      misfit(path);
      return {};
    }
    const record: Record<string, unknown> = {};
    for (const { name, read, absent } of fields) {
      if (Object.hasOwn(value, name)) record[name] = read(value[name], pathTo(path, name), misfit);
      else if (absent !== undefined) record[name] = absent.value;
      else misfit(pathTo(path, name));
    }
    // A name that the schema does not know is not repeated: it may be a slip of anything.
    if (Object.keys(value).some((name) => !names.has(name))) misfit(path);
    return record;
  };
};

const arrayReader = (items: SchemaJson, known: Known): ReadJson => {
  const read = readerOf(items, known);
  return (value, path, misfit) => {
    if (Array.isArray(value)) return value.map((item: unknown, index) => read(item, `${path}[${index}]`, misfit));
    misfit(path);
    return [];
  };
};

type Branch = { readonly name: string; readonly read: ReadJson };

const branchName = (schema: SchemaJson): string => {
  if (typeof schema === 'string') return shortNameOf(schema);
  return isNamedJson(schema) ? shortNameOf(schema.name) : String((schema as { readonly type: string }).type);
};

/** The branch that a value names, wrapped as in Avro's JSON or by its `type`, and what of the value that branch reads. */
const namedBranch = (value: unknown, branches: ReadonlyMap<string, Branch>) => {
  if (!isJsonObject(value)) return undefined;
  const [key, another] = Object.keys(value);
  const wrapped = key === undefined || another !== undefined ? undefined : branches.get(shortNameOf(key));
  if (wrapped !== undefined && key !== undefined) return { branch: wrapped, inner: value[key] };
  const told = typeof value['type'] === 'string' ? branches.get(shortNameOf(value['type'])) : undefined;
  return told === undefined ? undefined : { branch: told, inner: value };
};

const unionReader = (schemas: readonly SchemaJson[], known: Known): ReadJson => {
  const branches = schemas
    .filter((schema) => schema !== 'null')
    .map((schema): Branch => ({ name: branchName(schema), read: readerOf(schema, known) }));
  const byName = new Map(branches.map((branch) => [branch.name, branch]));
  const isNullable = branches.length < schemas.length;
  const only = branches.length === 1 ? branches[0] : undefined;
  return (value, path, misfit) => {
    if (value === null && isNullable) return null;
    const named = namedBranch(value, byName);
    if (only !== undefined) return only.read(named === undefined ? value : named.inner, path, misfit);
    if (named === undefined) {
      misfit(path);
      return null;
    }
    return { type: named.branch.name, ...(named.branch.read(named.inner, path, misfit) as object) };
  };
};

const namedReader = (schema: SchemaJson & { readonly name: string }, known: Known): ReadJson => {
  const read =
    (schema as { readonly type: string }).type === 'record'
      ? recordReader(schema as unknown as RecordSchemaJson, known)
      : readSymbol((schema as unknown as { readonly symbols: readonly string[] }).symbols);
  known.set(shortNameOf(schema.name), read);
  return read;
};

function readerOf(schema: SchemaJson, known: Known): ReadJson {
  if (typeof schema === 'string') {
    const read = primitiveReaders.get(schema) ?? known.get(shortNameOf(schema));
    if (read === undefined) throw new Error('The schema uses a type that is not defined before');
    return read;
  }
  if (isUnionJson(schema)) return unionReader(schema, known);
  if (isNamedJson(schema)) return namedReader(schema, known);
  if (schema.type === 'array') return arrayReader(schema.items, known);
  if (schema.type === 'int' || schema.type === 'long') return readNumber(schema.logicalType);
  return readerOf(schema.type, known);
}

/**
 * A reader of ProducerEvent as JSON, for files that people and test suites write: bodies, recipients and external messages are
 * told by `type` or wrapped as Avro's JSON has them, optional fields may be absent, times may be ISO 8601. Never throws on values.
 */
export const createEventJsonReader = (): ((value: unknown) => EventJsonResult) => {
  const read = readerOf(readEventSchema('ProducerEvent'), new Map());
  return (value) => {
    const paths: string[] = [];
    const event = read(value, '', (path) => paths.push(path)) as ProducerEvent;
    return paths.length > 0 ? { outcome: 'MISFIT', paths } : { outcome: 'READ', event };
  };
};
