/** Some of many. */
export type Page<Item> = {
  readonly items: readonly Item[];
  readonly totalCount: number;
  /** The first is 1. */
  readonly page: number;
  readonly pageSize: number;
};

/** One page of what there is; a page past the end is the last. */
export function takePage<Item>(all: readonly Item[], page: number, pageSize: number): Page<Item> {
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  const taken = Math.min(Math.max(1, page), last);
  return { items: all.slice((taken - 1) * pageSize, taken * pageSize), totalCount: all.length, page: taken, pageSize };
}
