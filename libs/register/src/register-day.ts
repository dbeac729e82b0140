const dayMs = 86_400_000;

/** When a day such as `2026-01-02` begins in UTC, epoch ms. */
export const beginOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** When a day is over in UTC, epoch ms: what is valid until a day holds on that day too. */
export const endOfDay = (day: string): number => beginOfDay(day) + dayMs;
