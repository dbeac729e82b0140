/**
 * What the bundled code takes from newer Node versions, for those that have none of it: the repository runs on Node 24, the package on
 * Node 20 and later. Put in by the bundler; the globals stay as they are.
 */
import * as zlib from 'node:zlib';

type Resolvers<Value> = {
  promise: Promise<Value>;
  resolve: (value: Value | PromiseLike<Value>) => void;
  reject: (reason?: unknown) => void;
};

const nothing = (): void => undefined;

/** `Promise.withResolvers`. */
export function withResolvers<Value>(): Resolvers<Value> {
  const made = { resolve: nothing as Resolvers<Value>['resolve'], reject: nothing as Resolvers<Value>['reject'] };
  const promise = new Promise<Value>((resolve, reject) => Object.assign(made, { resolve, reject }));
  return { promise, ...made };
}

/** `Map.groupBy`. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
    index += 1;
  }
  return groups;
}

type Callback = (error: Error | null, result?: Buffer) => void;

const refuse = (...args: readonly unknown[]): void => {
  const callback = args.at(-1) as Callback;
  callback(new Error('This version of Node has no zstd'));
};

/** zstd came with Node 22.15; what is published and told here is not compressed with it unless a broker is set to. */
export const zstdCompress = zlib.zstdCompress ?? refuse;
export const zstdDecompress = zlib.zstdDecompress ?? refuse;
export * from 'node:zlib';
