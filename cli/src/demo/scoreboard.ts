import { judgeFate, type Seen, takeIn, type Verdict } from './fate.ts';
import type { Observation, Place } from './observation.ts';
import type { Sample } from './sample.ts';

interface Entry {
  readonly sample: Sample;
  seen: Seen;
  verdict: Verdict;
}

export interface Tally {
  readonly met: number;
  readonly unexpected: number;
  readonly waiting: number;
}

/** Keeps what has been seen of every sample and tells, once each, which one has met its fate (or another). */
export function createScoreboard(onFinal: (index: number, sample: Sample, seen: Seen, verdict: Verdict) => void) {
  const entries: Entry[] = [];
  // What is seen before the publisher has said where the sample lies.
  const early: Observation[] = [];

  const judge = (entry: Entry, index: number) => {
    if (entry.verdict !== 'WAITING') return;
    entry.verdict = judgeFate(entry.sample, entry.seen);
    if (entry.verdict !== 'WAITING') onFinal(index, entry.sample, entry.seen, entry.verdict);
  };
  const tell = (observation: Observation) => {
    if (observation.type !== 'ROWS') early.push(observation);
    entries.forEach((entry, index) => {
      entry.seen = takeIn(entry.sample, entry.seen, observation);
      judge(entry, index);
    });
  };

  return {
    add: (sample: Sample, source: Place): void => {
      const seen = early.reduce((state, observation) => takeIn(sample, state, observation), { source } as Seen);
      entries.push({ sample, seen, verdict: 'WAITING' });
    },
    tell,
    /** Gives up on whatever still waits. */
    close: (): void =>
      entries.forEach((entry, index) => {
        if (entry.verdict === 'WAITING') onFinal(index, entry.sample, entry.seen, 'UNEXPECTED');
      }),
    eventIds: (): readonly string[] => entries.map(({ sample }) => sample.event.eventId),
    tally: (): Tally => {
      const count = (verdict: Verdict) => entries.filter((entry) => entry.verdict === verdict).length;
      return { met: count('MET'), unexpected: count('UNEXPECTED'), waiting: count('WAITING') };
    },
  };
}

export type Scoreboard = ReturnType<typeof createScoreboard>;
