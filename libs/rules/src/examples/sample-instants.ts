/** When the samples are judged unless somebody says otherwise: 15 January 2026, ten in the morning in Norway. */
export const sampleNow = Date.UTC(2026, 0, 15, 9);

/** A time in an example, told by its distance from the time at which the example is judged. */
export interface SampleInstant {
  readonly fromNowMs: number;
}

/** A time `ms` milliseconds after the example is judged; before it where negative. */
export const fromNow = (ms: number): SampleInstant => ({ fromNowMs: ms });

/** True for a value made by `fromNow`. */
export const isSampleInstant = (value: unknown): value is SampleInstant =>
  typeof value === 'object' && value !== null && 'fromNowMs' in value;
