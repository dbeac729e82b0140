import {
  type DeletionControl,
  type DueDeletions,
  type PlannableDeletions,
  readControl,
  readDueDeletions,
  readErasedByDay,
  readPlannableDeletions,
  readUpcomingDeletions,
} from '@varselvakt/store';
import { formatTable, type Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

/** Counting reads every due row. */
export const use = { applicationName: 'varselvakt-deletions', statementTimeoutMs: 0 };

const toIso = (at: number): string => new Date(at).toISOString();

/** Prints what becomes due within so many days, by day and producer. Throws StoreError. */
export async function showUpcoming(dayCount: number, isJson: boolean, terminal: Terminal): Promise<void> {
  const upcoming = await withDatabase(use, (client) => readUpcomingDeletions(client, dayCount));
  if (isJson) return terminal.printJson(upcoming);
  if (upcoming.length === 0) return terminal.print(`Nothing becomes due within ${dayCount} days.`);
  const rows = upcoming.map(({ day, producerId, dueCount }) => [day, producerId, String(dueCount)]);
  terminal.print(formatTable(['DAY (UTC)', 'PRODUCER', 'DUE'], rows));
}

/** What is due now, and whether it is deleted. Throws StoreError. */
export async function showDue(isJson: boolean, terminal: Terminal): Promise<void> {
  const { due, control, erased, going } = await withDatabase(use, async (client) => ({
    due: await readDueDeletions(client),
    control: await readControl(client),
    erased: await readErasedByDay(client, 1),
    going: await readPlannableDeletions(client),
  }));
  const erasedWithinDayCount = erased[0] ?? 0;
  if (isJson) terminal.printJson({ ...toJson(due, control, erasedWithinDayCount), going });
  else terminal.print([describe(due, control, erasedWithinDayCount), ...formatGoing(going)].join('\n'));
}

/** What a run would delete; what goes with a case is counted, and told by itself. */
function formatGoing(going: readonly PlannableDeletions[]): readonly string[] {
  if (going.length === 0) return [];
  const rows = going.map(({ producerId, label, cause, goingCount, alongCount }) => [
    producerId,
    label,
    cause,
    String(goingCount),
    String(alongCount),
  ]);
  return ['', formatTable(['PRODUCER', 'LABEL', 'CAUSE', 'WOULD GO', 'WITH THEIR CASE'], rows)];
}

function describe(due: DueDeletions, { pause, stop }: DeletionControl, erasedWithinDayCount: number): string {
  const { dueCount, heldCount, plannedCount, oldestDueAt } = due;
  return [
    `${dueCount} are due, ${heldCount} of them held; ${plannedCount} more are being deleted.`,
    oldestDueAt === null ? 'None waits.' : `The oldest is due since ${toIso(oldestDueAt)}.`,
    `Erased within the last 24 hours: ${erasedWithinDayCount}.`,
    ...(pause === null ? [] : [`Deletions are paused until ${toIso(pause.until)}: ${pause.reason}`]),
    ...(stop === null
      ? []
      : [
          `Deletions stand still since ${toIso(stop.since)} (${stop.reason}): at least ${stop.atCount} would go within 24 hours.`,
          'When that is in order: varselvakt deletions approve --reason <why>',
        ]),
  ].join('\n');
}

const toJson = (due: DueDeletions, { pause, stop, approvedCount }: DeletionControl, erasedWithinDayCount: number) => ({
  ...due,
  oldestDueAt: due.oldestDueAt === null ? null : toIso(due.oldestDueAt),
  oldestFreeDueAt: due.oldestFreeDueAt === null ? null : toIso(due.oldestFreeDueAt),
  erasedWithinDayCount,
  pause: pause === null ? null : { ...pause, until: toIso(pause.until) },
  stop: stop === null ? null : { ...stop, since: toIso(stop.since) },
  approvedCount,
});
