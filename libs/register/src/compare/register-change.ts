/**
 * What a change means for events: some that passed would be refused, some that were refused would pass, new events would be kept for
 * another time, or nothing but words changes.
 */
export type ChangeEffect = 'REFUSES' | 'ACCEPTS' | 'RETENTION' | 'NONE';

/** One difference between two registers, in words. */
export interface RegisterChange {
  /** Id of the producer that it is about; null where it is about all. */
  readonly producerId: string | null;
  readonly effect: ChangeEffect;
  readonly sentence: string;
}

/** Says what happened to a set of names, item by item. */
export const compareNames = (
  before: readonly string[],
  after: readonly string[],
  tell: { readonly gained: (name: string) => RegisterChange; readonly lost: (name: string) => RegisterChange },
): readonly RegisterChange[] => [
  ...after.filter((name) => !before.includes(name)).map(tell.gained),
  ...before.filter((name) => !after.includes(name)).map(tell.lost),
];
