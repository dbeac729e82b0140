/** Numbers and choices that depend on the seed alone. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** True in `share` of all cases. */
  readonly chance: (share: number) => boolean;
  /** A UUID of version 4. */
  readonly uuid: () => string;
  readonly bytes: (count: number) => Buffer;
}

const UINT32 = 2 ** 32;

/** Mulberry32: small, quick, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => between(0, 255)));
  return {
    next,
    between,
    bytes,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
    chance: (share) => next() < share,
    uuid: () => {
      const raw = bytes(16);
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}

const FIXED_SEED = 20_260_401;

/** The seed of this run: always the same one, but for VARSELVAKT_TEST_SEED, which names one or is `random`. */
export function chooseSeed(environment: NodeJS.ProcessEnv = process.env): number {
  const wanted = environment['VARSELVAKT_TEST_SEED'] ?? '';
  if (wanted === 'random') return Math.floor(Math.random() * UINT32);
  const given = Number(wanted);
  return Number.isSafeInteger(given) && given > 0 ? given : FIXED_SEED;
}
