import type { SweepStanding } from '@varselvakt/store';

/** After a find it is looked again soon, for only a sweep that finds nothing verifies. */
const recheckMs = 600_000;

/** Whether a sweep is to go on or to begin. */
export function decideSweep({ isOpen, ledgerBeganAt, last, databaseAt }: SweepStanding, intervalMs: number): boolean {
  if (isOpen) return true;
  if (ledgerBeganAt === null) return false;
  if (last === null) return databaseAt - ledgerBeganAt >= intervalMs;
  if (last.foundCount > 0) return databaseAt - last.finishedAt >= Math.min(intervalMs, recheckMs);
  return databaseAt - last.startedAt >= intervalMs;
}

/** What an operator must know of verifications; not ok: somebody has to look. */
export function judgeVerification(
  { ledgerBeganAt, last, databaseAt }: SweepStanding,
  intervalMs: number,
): { readonly ok: boolean; readonly reason: string } {
  if (ledgerBeganAt === null) return { ok: true, reason: 'nothing was erased yet' };
  if (last !== null && last.foundCount > 0)
    return {
      ok: false,
      reason: `the last sweep found ${last.foundCount} leftovers of what was erased and removed them; the next one has to find none`,
    };
  const since = last?.finishedAt ?? ledgerBeganAt;
  const reason =
    last === null ? 'not verified yet' : `last verified ${new Date(last.finishedAt).toISOString()}, nothing found`;
  return databaseAt - since > 2 * intervalMs
    ? { ok: false, reason: `${reason}; ERASURE_SWEEP_HOURS asks for more` }
    : { ok: true, reason };
}
