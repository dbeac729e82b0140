import avro from 'avsc';
import type { AvroType } from './avro-type.ts';

/** Turns a value into the form on the other side of Avro; `undefined` in place of one means nothing to turn. */
export type Rewrite = (value: unknown) => unknown;

type MutableRecord = { [name: string]: unknown };
type RecordConstructor = (...fields: never[]) => unknown;

/**
 * What avsc reads → what we hand out: the wrapper around each record in a union goes, and the record gets an own `type`
 * with its short name. Changes the value in place, which is ours alone at that point.
 */
export function createTagger(type: AvroType): Rewrite | undefined {
  if (type instanceof avro.types.RecordType) return recordTagger(type);
  if (type instanceof avro.types.ArrayType) return arrayTagger(type);
  if (type instanceof avro.types.WrappedUnionType) return unionTagger(type);
  if (type instanceof avro.types.UnwrappedUnionType) return optional(type, createTagger);
  return undefined;
}

/** What we are given → what avsc writes: the reverse of the tagger, on copies, because the value belongs to the caller. */
export function createWrapper(type: AvroType): Rewrite | undefined {
  if (type instanceof avro.types.RecordType) return recordWrapper(type);
  if (type instanceof avro.types.ArrayType) return arrayWrapper(type);
  if (type instanceof avro.types.WrappedUnionType) return unionWrapper(type);
  if (type instanceof avro.types.UnwrappedUnionType) return optional(type, createWrapper);
  return undefined;
}

function recordTagger(type: avro.types.RecordType): Rewrite | undefined {
  const rewrites = fieldRewrites(type, createTagger);
  if (rewrites.length === 0) return undefined;
  return (value) => {
    const record = value as MutableRecord;
    for (const { name, rewrite } of rewrites) record[name] = rewrite(record[name]);
    return record;
  };
}

function recordWrapper(type: avro.types.RecordType): Rewrite | undefined {
  const rewrites = fieldRewrites(type, createWrapper);
  if (rewrites.length === 0) return undefined;
  return (value) => {
    const record = { ...(value as MutableRecord) };
    for (const { name, rewrite } of rewrites) record[name] = rewrite(record[name]);
    return record;
  };
}

function fieldRewrites(type: avro.types.RecordType, create: typeof createTagger) {
  return type.fields.flatMap((field) => {
    const rewrite = create(field.type);
    return rewrite === undefined ? [] : [{ name: field.name, rewrite }];
  });
}

function arrayTagger(type: avro.types.ArrayType): Rewrite | undefined {
  const rewrite = createTagger(type.itemsType);
  if (rewrite === undefined) return undefined;
  return (value) => {
    const items = value as unknown[];
    for (let index = 0; index < items.length; index += 1) items[index] = rewrite(items[index]);
    return items;
  };
}

function arrayWrapper(type: avro.types.ArrayType): Rewrite | undefined {
  const rewrite = createWrapper(type.itemsType);
  return rewrite === undefined ? undefined : (value) => (value as unknown[]).map(rewrite);
}

/** avsc builds each record with a constructor of its own, which is the quickest way to see what it is. */
function unionTagger(type: avro.types.WrappedUnionType): Rewrite {
  const branches = new Map<unknown, { readonly tag: string; readonly rewrite: Rewrite | undefined }>();
  for (const branch of type.types) {
    if (!(branch instanceof avro.types.RecordType)) continue;
    branches.set(branch.recordConstructor as RecordConstructor, { tag: tagOf(branch), rewrite: createTagger(branch) });
  }
  return (value) => {
    if (value === null) return null;
    const record = (value as { unwrap(): MutableRecord }).unwrap();
    const branch = branches.get(record.constructor);
    if (branch === undefined) return record;
    record['type'] = branch.tag;
    return branch.rewrite === undefined ? record : branch.rewrite(record);
  };
}

function unionWrapper(type: avro.types.WrappedUnionType): Rewrite {
  const branches = new Map<unknown, { readonly branch: AvroType; readonly rewrite: Rewrite | undefined }>();
  for (const branch of type.types) {
    if (branch instanceof avro.types.RecordType)
      branches.set(tagOf(branch), { branch, rewrite: createWrapper(branch) });
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const found = branches.get((value as MutableRecord)['type']);
    if (found === undefined) return value;
    return found.branch.wrap(found.rewrite === undefined ? value : found.rewrite(value));
  };
}

function optional(type: avro.types.UnwrappedUnionType, create: typeof createTagger): Rewrite | undefined {
  const rewrite = type.types.map(create).find((one) => one !== undefined);
  return rewrite === undefined ? undefined : (value) => (value === null ? null : rewrite(value));
}

function tagOf(type: avro.types.RecordType): string {
  const name = type.name ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}
