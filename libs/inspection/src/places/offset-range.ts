/** A place in a partition as somebody names it. */
export type OffsetPoint =
  | { readonly at: 'START' | 'END' }
  | { readonly at: 'OFFSET'; readonly offset: bigint }
  | { readonly at: 'AFTER_START' | 'BEFORE_END'; readonly recordCount: bigint }
  /** Epoch ms. */
  | { readonly at: 'TIME'; readonly time: number };

/** From where to read, and up to where (exclusive); null = on and on. */
export type OffsetRange = { readonly from: OffsetPoint; readonly to: OffsetPoint | null };
