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

/** Rewriting takes its turn partition by partition, at each run of the deleter. */
const contentGraceHours = 2;

/** Whether the data files with erased texts go when they should: dropped with their day, or rewritten. */
export function judgeContent(
  { dirtyContent }: Pick<SweepStanding, 'dirtyContent'>,
  rewriteHours: number,
): { readonly ok: boolean; readonly reason: string } {
  if (dirtyContent === null) return { ok: true, reason: 'no erased texts in data files' };
  const { tableName, hours } = dirtyContent;
  const reason = `${tableName} has held bytes of erased texts for ${hours} h, CONTENT_REWRITE_HOURS is ${rewriteHours}`;
  return hours > rewriteHours + contentGraceHours
    ? { ok: false, reason: `${reason}: it was neither dropped nor rewritten, the log says why` }
    : { ok: true, reason };
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
