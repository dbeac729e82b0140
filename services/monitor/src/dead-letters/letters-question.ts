import type { LetterFilter } from '@varselvakt/inspection';
import { parseCursor } from '@varselvakt/inspection';
import { Refusal } from '../desks/answer-fault.ts';

/** Which letters; instants in milliseconds since the epoch. */
export type LetterSelection = {
  readonly filter: LetterFilter;
  readonly sinceAt: number | null;
  readonly untilAt: number | null;
};

const instant = { type: 'string', pattern: '^\\d{10,14}$', description: 'Milliseconds since the epoch' } as const;

/** The words that choose letters, in a query or a body. */
export const selectionWords = {
  code: { type: 'string', pattern: '^[A-Za-z][A-Za-z_]{1,79}$', description: 'Only letters with this code' },
  producer: { type: 'string', pattern: '^[a-z0-9-]{1,63}$', description: 'Only letters of this producer' },
  since: { ...instant, description: 'Only letters from then on, milliseconds since the epoch' },
  until: { ...instant, description: 'Only letters before then, milliseconds since the epoch' },
  partition: { type: 'string', pattern: '^\\d{1,5}$', description: 'With `offset`: one letter alone' },
  offset: { type: 'string', pattern: '^\\d{1,18}$' },
} as const;

export type SelectionWords = { readonly [Name in keyof typeof selectionWords]?: string };

/** Reads them. Throws Refusal when only one half of a place is given. */
export function toSelection({ code, producer, since, until, partition, offset }: SelectionWords): LetterSelection {
  if ((partition === undefined) !== (offset === undefined))
    throw new Refusal(400, 'BAD_REQUEST', 'partition and offset go together');
  const isPlace = partition !== undefined && offset !== undefined;
  return {
    filter: {
      codes: code === undefined ? null : new Set([code === 'unknown' ? code : code.toUpperCase()]),
      producerId: producer ?? null,
      place: isPlace ? { partition: Number(partition), offset: BigInt(offset) } : null,
    },
    sinceAt: since === undefined ? null : Number(since),
    untilAt: until === undefined ? null : Number(until),
  };
}

/** Reads where an earlier page ended; throws Refusal. */
export function toBefore(text: string | undefined): ReadonlyMap<number, bigint> | null {
  if (text === undefined) return null;
  const before = parseCursor(text);
  if (before === null) throw new Refusal(400, 'BAD_REQUEST', 'before is no place where a page ended');
  return before;
}
