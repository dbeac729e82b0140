export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Days since the epoch, in UTC. */
export const dayNumberOf = (at: number): number => Math.floor(at / dayMs);

/** Hours since the epoch. */
export const hourNumberOf = (at: number): number => Math.floor(at / hourMs);

/** A day as people write it, such as 2026-01-31. */
export const dayTextOf = (dayNumber: number): string => new Date(dayNumber * dayMs).toISOString().slice(0, 10);
