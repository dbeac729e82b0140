import avro from 'avsc';
import { TAG } from '../schema/tag-fields.ts';
import type { AvroType } from './avro-type.ts';

/** Turns a value into the form on the other side of Avro; `undefined` in place of one means nothing to turn. */
export type Rewrite = (value: unknown) => unknown;

type MutableRecord = { [name: string]: unknown };

/**
 * What avsc reads → what we hand out: the wrapper around each record in a union goes; the record has its `type` already,
 * from the tag field of the reader's schema. Changes the value in place, which is ours alone at that point.
 */
export function createUnwrapper(type: AvroType): Rewrite | undefined {
  if (type instanceof avro.types.RecordType) return recordUnwrapper(type);
  if (type instanceof avro.types.ArrayType) return arrayUnwrapper(type);
  if (type instanceof avro.types.WrappedUnionType) return unionUnwrapper(type);
  if (type instanceof avro.types.UnwrappedUnionType) return optional(type, createUnwrapper);
  return undefined;
}

/** What we are given → what avsc writes: the reverse of the unwrapper, on copies, because the value belongs to the caller. */
export function createWrapper(type: AvroType): Rewrite | undefined {
  if (type instanceof avro.types.RecordType) return recordWrapper(type);
  if (type instanceof avro.types.ArrayType) return arrayWrapper(type);
  if (type instanceof avro.types.WrappedUnionType) return unionWrapper(type);
  if (type instanceof avro.types.UnwrappedUnionType) return optional(type, createWrapper);
  return undefined;
}

function recordUnwrapper(type: avro.types.RecordType): Rewrite | undefined {
  const rewrites = fieldRewrites(type, createUnwrapper);
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

function fieldRewrites(type: avro.types.RecordType, create: typeof createUnwrapper) {
  return type.fields.flatMap((field) => {
    const rewrite = create(field.type);
    return rewrite === undefined ? [] : [{ name: field.name, rewrite }];
  });
}

function arrayUnwrapper(type: avro.types.ArrayType): Rewrite | undefined {
  const rewrite = createUnwrapper(type.itemsType);
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

function unionUnwrapper(type: avro.types.WrappedUnionType): Rewrite {
  const rewrites = new Map<unknown, Rewrite>();
  for (const branch of type.types) {
    const rewrite = createUnwrapper(branch);
    if (rewrite !== undefined) rewrites.set(tagOf(branch), rewrite);
  }
  return (value) => {
    if (value === null) return null;
    const record = (value as { unwrap(): MutableRecord }).unwrap();
    const rewrite = rewrites.get(record[TAG]);
    return rewrite === undefined ? record : rewrite(record);
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
    const found = branches.get((value as MutableRecord)[TAG]);
    if (found === undefined) return value;
    return found.branch.wrap(found.rewrite === undefined ? value : found.rewrite(value));
  };
}

function optional(type: avro.types.UnwrappedUnionType, create: typeof createUnwrapper): Rewrite | undefined {
  const rewrite = type.types.map(create).find((one) => one !== undefined);
  return rewrite === undefined ? undefined : (value) => (value === null ? null : rewrite(value));
}

function tagOf(type: AvroType): string {
  const name = type.name ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}
