import { composeScorecards, type ScorecardReport } from '@varselvakt/scorecard';
import { beginOf, type CountingState, followOutcomes } from './follow-outcomes.ts';
import { followStore, type StoreState } from './follow-store.ts';
import type { FactSources } from './producer-facts.ts';
import type { CountedRefusals, ScorecardSources, Scorecards } from './scorecards.ts';
import { createStoredHours, type StoredHours } from './stored-hours.ts';

/** A report is made when it is asked for, at most so often. */
const minGapMs = 1_000;

/** Makes scorecards that follow the feedback topics, the database and the register; opens nothing yet. */
export function createScorecards(sources: ScorecardSources): Scorecards {
  const counting: CountingState = { whole: null, rising: null, fault: null };
  const hours = createStoredHours(() => new Set(sources.register()?.producers.keys() ?? []));
  const store: StoreState = { figures: null, fault: null, hours };
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  let made: { readonly report: ScorecardReport; readonly from: unknown } | undefined;
  const compose = (): ScorecardReport | null => {
    const now = sources.now();
    const from = counting.whole;
    if (made !== undefined && made.from === from && now - made.report.generatedAt < minGapMs) return made.report;
    const report = composeReport(sources, counting, store, now);
    made = report === null ? undefined : { report, from };
    return report;
  };
  return {
    start: () => {
      running ??= Promise.all([
        followOutcomes(sources, counting, stopping.signal),
        followStore(sources, store, stopping.signal),
      ]);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
    snapshot: () => ({
      report: compose(),
      refusals: countRefusals(sources, counting),
      facts: findFacts(sources, hours),
      hoursFromAt: hours.countedFromAt(),
      reading: (counting.rising ?? counting.whole)?.reader.progress() ?? null,
      feedbackFault: counting.fault,
      databaseFault: store.fault,
    }),
  };
}

function countRefusals(sources: ScorecardSources, { whole }: CountingState): CountedRefusals | null {
  const register = sources.register();
  if (whole === null || register === null) return null;
  const { environment } = sources;
  const countedFromAt = Math.max(beginOf(sources), whole.reader.progress().outcomesFromAt ?? 0);
  return { ...whole.refusals, environment, register, countedFromAt, now: sources.now() };
}

function findFacts({ register, topics, now }: ScorecardSources, { hoursOf }: StoredHours): FactSources | null {
  const current = register();
  if (current === null) return null;
  const { inbound, feedback } = topics;
  return { register: current, topics: { inbound, feedback }, hoursOf: (producerId) => hoursOf(producerId, now()) };
}

function composeReport(
  sources: ScorecardSources,
  { whole }: CountingState,
  { figures }: StoreState,
  now: number,
): ScorecardReport | null {
  const register = sources.register();
  if (whole === null || register === null) return null;
  return composeScorecards({
    register,
    environment: sources.environment,
    askedFromAt: beginOf(sources),
    outcomesFromAt: whole.reader.progress().outcomesFromAt,
    now,
    feedbackTopics: whole.topics,
    outcomesFrom: whole.fold.figures,
    stored: figures,
  });
}
