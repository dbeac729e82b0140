import { addDuration, parseDuration } from '@varselvakt/domain';

/** Any day tells which of two periods is longer, as long as it is the same day for both. */
const baseAt = Date.UTC(2025, 0, 1);

/** Where an ISO 8601 duration leads from one and the same day, epoch ms, to compare it with others; undefined where it is none. */
export const lengthOfPeriod = (period: string | null | undefined): number | undefined => {
  const duration = typeof period === 'string' ? parseDuration(period) : undefined;
  return duration === undefined ? undefined : addDuration(baseAt, duration);
};
