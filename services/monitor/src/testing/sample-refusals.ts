import { parseRegister, type Register } from '@varselvakt/register';
import { createRefusalFold, type OutcomeSighting } from '@varselvakt/scorecard';
import type { CountedRefusals } from '../scorecards/scorecards.ts';

const hourMs = 3_600_000;

/** When the samples are looked at: some time after an hour has begun. */
export const sampleNowAt = Date.parse('2026-03-10T12:34:56Z');

/** A register of two producers, of which one has a topic of its own. */
export function sampleRegister(): Register {
  const text = `producers:
  - { id: team-a, team: Team A, environments: [dev] }
  - { id: team-b, team: Team B, environments: [dev], topics: [inbound.team-b] }
`;
  const result = parseRegister([{ name: 'r.yaml', text }]);
  if (result.outcome === 'LOADED') return result.register;
  throw new Error('the sample register is none');
}

/** Refusals counted from outcomes; each is of team-a on the shared topic, an hour ago, unless it says otherwise. */
export function countSamples(sightings: readonly Partial<OutcomeSighting>[]): CountedRefusals {
  const register = sampleRegister();
  const fold = createRefusalFold({
    producerIds: new Set(register.producers.keys()),
    topics: new Set(['inbound', 'inbound.team-b']),
    daysFromAt: sampleNowAt - 30 * 24 * hourMs,
    hoursFromAt: sampleNowAt - 48 * hourMs,
  });
  const usual = { producerId: 'team-a', topic: 'inbound', outcome: 'REJECTED', findings: [] } as const;
  for (const one of sightings) fold.add({ ...usual, occurredAt: sampleNowAt - hourMs, ...one });
  return { ...fold, environment: 'dev', register, countedFromAt: sampleNowAt - 14 * 24 * hourMs, now: sampleNowAt };
}
