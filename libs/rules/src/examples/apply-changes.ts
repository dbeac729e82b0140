import type { SampleChanges } from '../rule.ts';
import { isSampleInstant } from './sample-instants.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const keysOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((key) => key !== '');

const withChange = (value: Json, keys: readonly string[], change: Json): Json => {
  const [key, ...rest] = keys;
  if (key === undefined) return change;
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (index === Number(key) ? withChange(item, rest, change) : item));
  }
  const record = (typeof value === 'object' && value !== null ? value : {}) as { readonly [key: string]: Json };
  return { ...record, [key]: withChange(record[key] ?? null, rest, change) };
};

/** A copy of a plain value with the values at some paths replaced; times told by `fromNow` become epoch ms. */
export const applyChanges = <Value>(value: Value, changes: SampleChanges, now: number): Value =>
  Object.entries(changes).reduce<Json>(
    (changed, [path, change]) =>
      withChange(changed, keysOf(path), (isSampleInstant(change) ? now + change.fromNowMs : change) as Json),
    value as Json,
  ) as Value;
