import { randomUUID } from 'node:crypto';
import { findFeedbackTopics } from '@varselvakt/pipeline';
import { coerceError, errorCodeOf, sleep } from '@varselvakt/runtime';
import {
  beginOfDay,
  createOutcomeFold,
  type OutcomeFold,
  type OutcomeReader,
  openOutcomeReader,
} from '@varselvakt/scorecard';
import type { ScorecardSources } from './scorecards.ts';

/** Outcomes as they are counted, and by which reading. */
export type OutcomeCounting = {
  readonly fold: OutcomeFold;
  readonly reader: OutcomeReader;
  readonly topics: readonly string[];
};

/** Where the counting stands. */
export type CountingState = {
  /** The one that has read everything; stays until another one has. */
  whole: OutcomeCounting | null;
  /** The one that still reads what is there. */
  rising: OutcomeCounting | null;
  fault: string | null;
};

const retryMs = 10_000;
const dayMs = 86_400_000;

/**
 * Counts outcomes until the signal aborts. Reads from the begin again when the register names other producers, when there are other
 * feedback topics, or after a crash; what was counted stays in use until the new count is whole. Never throws.
 */
export async function followOutcomes(sources: ScorecardSources, state: CountingState, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await countUntilChanged(sources, state, signal);
    } catch (thrown) {
      const code = errorCodeOf(coerceError(thrown));
      if (code !== state.fault) sources.log.warn({ code }, 'outcomes cannot be read for scorecards, trying again');
      state.fault = code;
      await sleep(retryMs, signal);
    }
  }
  await Promise.all([state.whole?.reader.stop(), state.rising?.reader.stop()]);
}

async function countUntilChanged(sources: ScorecardSources, state: CountingState, signal: AbortSignal): Promise<void> {
  const producerIds = idsOf(sources);
  const topics = await findFeedbackTopics(sources.admin, sources.topics);
  const counting = await open(sources, producerIds, topics, signal);
  state.rising = counting;
  try {
    await Promise.race([counting.reader.caughtUp, aborted(signal)]);
    if (signal.aborted) return;
    await state.whole?.reader.stop();
    state.whole = counting;
    state.rising = null;
    state.fault = null;
    while (!signal.aborted && (await isUpToDate(sources, producerIds, topics))) {
      counting.fold.forgetBefore(beginOf(sources));
      await Promise.race([sleep(sources.lookMs, signal), counting.reader.crashed]);
    }
  } catch (thrown) {
    await counting.reader.stop();
    state.rising = null;
    throw thrown;
  }
}

async function open(
  sources: ScorecardSources,
  producerIds: ReadonlySet<string>,
  topics: readonly string[],
  signal: AbortSignal,
): Promise<OutcomeCounting> {
  const fromAt = beginOf(sources);
  const fold = createOutcomeFold({ producerIds, beginAt: fromAt });
  const groupId = `${sources.groupPrefix}-scorecards-${randomUUID().slice(0, 8)}`;
  const reader = await openOutcomeReader({ ...sources, topics, groupId, fromAt, onOutcome: fold.add, signal });
  return { fold, reader, topics };
}

/** The first moment that counts. */
export const beginOf = ({ now, dayCount }: Pick<ScorecardSources, 'now' | 'dayCount'>): number =>
  beginOfDay(now() - dayCount * dayMs);

const idsOf = ({ register }: ScorecardSources): ReadonlySet<string> => new Set(register()?.producers.keys() ?? []);

async function isUpToDate(sources: ScorecardSources, producerIds: ReadonlySet<string>, topics: readonly string[]) {
  const newTopics = await findFeedbackTopics(sources.admin, sources.topics);
  return isSame(idsOf(sources), producerIds) && isSame(new Set(newTopics), new Set(topics));
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
