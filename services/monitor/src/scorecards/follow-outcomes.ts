import { randomUUID } from 'node:crypto';
import { findFeedbackTopics } from '@varselvakt/pipeline';
import { coerceError, errorCodeOf, sleep } from '@varselvakt/runtime';
import {
  beginOfDay,
  createOutcomeFold,
  createRefusalFold,
  type OutcomeFold,
  type OutcomeReader,
  type OutcomeSighting,
  openOutcomeReader,
  type RefusalFold,
} from '@varselvakt/scorecard';
import type { ScorecardSources } from './scorecards.ts';

/** Outcomes as they are counted, and by which reading. */
export type OutcomeCounting = {
  readonly fold: OutcomeFold;
  readonly refusals: RefusalFold;
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
const hourMs = 3_600_000;
/** So far back refusals are counted by hour; before that by day only. */
const hourCount = 48;

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
  const names = namesOf(sources);
  const topics = await findFeedbackTopics(sources.admin, sources.topics);
  const counting = await open(sources, names, topics, signal);
  state.rising = counting;
  try {
    await Promise.race([counting.reader.caughtUp, aborted(signal)]);
    if (signal.aborted) return;
    await state.whole?.reader.stop();
    state.whole = counting;
    state.rising = null;
    state.fault = null;
    while (!signal.aborted && (await isUpToDate(sources, names, topics))) {
      counting.fold.forgetBefore(beginOf(sources));
      counting.refusals.forgetBefore(beginsOf(sources));
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
  names: CountedNames,
  topics: readonly string[],
  signal: AbortSignal,
): Promise<OutcomeCounting> {
  const fromAt = beginOf(sources);
  const fold = createOutcomeFold({ producerIds: names.producerIds, beginAt: fromAt });
  const refusals = createRefusalFold({ ...names, ...beginsOf(sources) });
  const groupId = `${sources.groupPrefix}-scorecards-${randomUUID().slice(0, 8)}`;
  const onOutcome = (sighting: OutcomeSighting) => {
    fold.add(sighting);
    refusals.add(sighting);
  };
  const reader = await openOutcomeReader({ ...sources, topics, groupId, fromAt, onOutcome, signal });
  return { fold, refusals, reader, topics };
}

/** The first moment that counts. */
export const beginOf = ({ now, dayCount }: Pick<ScorecardSources, 'now' | 'dayCount'>): number =>
  beginOfDay(now() - dayCount * dayMs);

const beginsOf = (sources: ScorecardSources) => ({
  daysFromAt: beginOf(sources),
  hoursFromAt: (Math.floor(sources.now() / hourMs) - hourCount + 1) * hourMs,
});

/** What counts by name. */
type CountedNames = { readonly producerIds: ReadonlySet<string>; readonly topics: ReadonlySet<string> };

function namesOf({ register, topics }: ScorecardSources): CountedNames {
  const current = register();
  return {
    producerIds: new Set(current?.producers.keys() ?? []),
    topics: new Set([topics.inbound, ...(current?.topicOwners.keys() ?? [])]),
  };
}

async function isUpToDate(sources: ScorecardSources, names: CountedNames, topics: readonly string[]) {
  const newTopics = await findFeedbackTopics(sources.admin, sources.topics);
  const current = namesOf(sources);
  return (
    isSame(current.producerIds, names.producerIds) &&
    isSame(current.topics, names.topics) &&
    isSame(new Set(newTopics), new Set(topics))
  );
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
