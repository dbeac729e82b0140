import { coerceError, errorCodeOf, sleep } from '@varselvakt/runtime';
import { readStoreFigures, readUpcoming, type StoreFigures } from '@varselvakt/scorecard';
import type { StoreConnection } from '@varselvakt/store';
import { beginOf } from './follow-outcomes.ts';
import type { ScorecardSources } from './scorecards.ts';
import type { StoredHours } from './stored-hours.ts';

/** What the database said last. */
export type StoreState = { figures: StoreFigures | null; fault: string | null; readonly hours: StoredHours };

/** What comes is asked for more seldom: it reads a row for each deletion of the next days. */
const upcomingEveryMs = 900_000;

/** Asks the database again and again until the signal aborts. Never throws. */
export async function followStore(sources: ScorecardSources, state: StoreState, signal: AbortSignal): Promise<void> {
  const { connection } = sources;
  if (connection === null) {
    state.fault = 'NOT_CONFIGURED';
    return;
  }
  let upcomingAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      const isDue = sources.now() - upcomingAt >= upcomingEveryMs;
      state.figures = await ask(connection, beginOf(sources), isDue ? null : state.figures);
      state.hours.note(state.figures.volume, sources.now());
      if (isDue) upcomingAt = sources.now();
      state.fault = null;
    } catch (thrown) {
      const code = errorCodeOf(coerceError(thrown));
      if (code !== state.fault) sources.log.warn({ code }, 'the database cannot be asked for scorecards, trying again');
      state.fault = code;
    }
    await sleep(sources.lookMs, signal);
  }
}

/** `known` holds what comes; null asks for it anew. */
const ask = (connection: StoreConnection, fromAt: number, known: StoreFigures | null): Promise<StoreFigures> =>
  connection.withClient(async (client) => ({
    ...(await readStoreFigures(client, fromAt)),
    upcoming: known?.upcoming ?? (await readUpcoming(client)),
  }));
