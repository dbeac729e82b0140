/** Where a page of letters ended, as text for an address: `0:17,1:4`. */
export const formatCursor = (next: ReadonlyMap<number, bigint>): string =>
  [...next].map(([partition, offset]) => `${partition}:${offset}`).join(',');

const form = /^\d{1,5}:\d{1,19}(,\d{1,5}:\d{1,19}){0,999}$/;

/** Reads such a text; null for anything else. */
export function parseCursor(text: string): ReadonlyMap<number, bigint> | null {
  if (!form.test(text)) return null;
  return new Map(
    text.split(',').map((one) => {
      const [partition = '', offset = ''] = one.split(':');
      return [Number(partition), BigInt(offset)] as const;
    }),
  );
}
