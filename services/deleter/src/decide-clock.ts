/** How far the clocks of process and database may be apart before nothing new is deleted. */
export const maxClockApartMs = 5 * 60_000;

export type ClockVerdict = { readonly outcome: 'TOGETHER' | 'APART'; readonly apartMs: number };

/**
 * The database's clock decides what is due. When it disagrees with ours, one of the two is wrong, and a wrong one could delete what
 * is not due: then nothing is planned until they agree.
 */
export function decideClock(processAt: number, databaseAt: number): ClockVerdict {
  const apartMs = Math.abs(processAt - databaseAt);
  return { outcome: apartMs <= maxClockApartMs ? 'TOGETHER' : 'APART', apartMs };
}
