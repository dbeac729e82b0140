import { type ProbeLeg, type ProbeResult, probeLegs } from '@varselvakt/probe';
import { formatTable } from '../terminal.ts';

const places: Readonly<Record<ProbeLeg, string>> = {
  validate: 'validator to event log',
  store: 'event log to tables',
  delete: 'due to gone everywhere',
};

/** Why a probe is lost, by the leg that it did not end. */
export const legWords: Readonly<Record<ProbeLeg, string>> = {
  validate: 'it did not come to the event log in time; see whether the validator runs (varselvakt status)',
  store:
    'it came to the event log, but not into the tables in time; see whether the persister runs (varselvakt status)',
  delete: 'it was stored, but not deleted in time; see whether the deleter runs (varselvakt deletions due)',
};

/** The legs of a probe, one a line. */
export function formatProbe({ verdict, legsMs }: ProbeResult): string {
  const rows = probeLegs.map((leg) => {
    const durationMs = legsMs[leg];
    return [leg, durationMs === null ? 'not yet' : `${(durationMs / 1_000).toFixed(1)} s`, places[leg]];
  });
  const head = verdict.outcome === 'RETURNED' ? 'The probe came back.' : 'The probe is lost.';
  return [head, '', formatTable(['LEG', 'TOOK', 'FROM'], rows)].join('\n');
}
