import { readFile } from 'node:fs/promises';
import { parseRegister, type Register } from '@varselvakt/register';
import { ruleTable } from '@varselvakt/rules';
import { composeScorecards, createOutcomeFold, createRefusalFold, type OutcomeSighting } from '@varselvakt/scorecard';
import type { EventVolume } from '@varselvakt/store';
import { sampleRegisterPath } from '@varselvakt/testkit';
import type { ScorecardsSnapshot } from '../../services/monitor/src/scorecards/scorecards.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const sharedTopic = 'notifications.inbound';
const ownTopic = 'notifications.inbound.oppfolging-demo';

type Told = {
  readonly code: keyof typeof ruleTable;
  readonly severity: 'BLOCK' | 'WARN';
  readonly producerId: string;
  readonly perDay: readonly number[];
};

/** What was refused and warned about on each of the last days, the oldest first. */
const told: readonly Told[] = [
  ...[
    { code: 'TEXT_IDENTITY_NUMBER', perDay: [2, 3, 1, 0, 4, 2, 3, 9, 14, 6] },
    { code: 'RETENTION_TOO_LONG', perDay: [1, 1, 0, 2, 1, 0, 0, 0, 0, 0] },
    { code: 'LINK_HOST_NOT_ALLOWED', perDay: [0, 0, 0, 0, 0, 0, 0, 5, 3, 4] },
    { code: 'TEXT_SENSITIVE_HEALTH', perDay: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] },
  ].map((one) => ({ ...one, severity: 'BLOCK', producerId: 'tilskudd-demo' }) as Told),
  ...[
    { code: 'AVRO_CORRUPT', perDay: [0, 0, 0, 0, 0, 0, 1, 0, 2, 0] },
    { code: 'AGGREGATE_UNKNOWN', perDay: [3, 2, 4, 3, 2, 1, 3, 2, 2, 4] },
  ].map((one) => ({ ...one, severity: 'BLOCK', producerId: 'oppfolging-demo' }) as Told),
  {
    code: 'TERMS_NOT_ACCEPTED',
    severity: 'WARN',
    producerId: 'oppfolging-demo',
    perDay: [9, 9, 8, 7, 9, 8, 9, 9, 8, 3],
  },
  { code: 'PRODUCER_UNKNOWN', severity: 'BLOCK', producerId: 'somebody', perDay: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1] },
];

function toSightings({ code, severity, producerId, perDay }: Told, now: number): readonly OutcomeSighting[] {
  const finding = { code, clause: ruleTable[code].clause, severity };
  const topic = producerId === 'oppfolging-demo' ? ownTopic : sharedTopic;
  const outcome = severity === 'BLOCK' ? 'REJECTED' : 'WARNED';
  return perDay.flatMap((count, index) =>
    Array.from({ length: count }, (_none, number) => {
      const occurredAt = now - (perDay.length - 1 - index) * dayMs - number * hourMs;
      return { producerId, topic, outcome, occurredAt, findings: [finding] } as const;
    }),
  );
}

const toVolume = (producerId: string, now: number, counts: readonly number[]): readonly EventVolume[] =>
  counts.map((eventCount, index) => {
    const day = new Date(now - (counts.length - 1 - index) * dayMs).toISOString().slice(0, 10);
    return { day, producerId, eventType: 'MessageCreated', retentionSource: 'PRODUCER', eventCount };
  });

async function readRegister(): Promise<Register> {
  const text = await readFile(sampleRegisterPath, 'utf8');
  const result = parseRegister([{ name: 'register.yaml', text }]);
  if (result.outcome === 'LOADED') return result.register;
  throw new Error('the sample register is none');
}

const hourCounts = [null, null, 4, 9, 31, 60, 72, 55, 64, 81, 77, 40, 22, 9];

/** Ten days of two producers and a stranger, as the monitor would have counted them until `now` (ms since the epoch). */
export async function sampleScorecards(now: number): Promise<ScorecardsSnapshot> {
  const register = await readRegister();
  const [daysFromAt, producerIds] = [now - 30 * dayMs, new Set(register.producers.keys())];
  const fold = createOutcomeFold({ producerIds, beginAt: daysFromAt });
  const topics = new Set([sharedTopic, ownTopic]);
  const refusals = createRefusalFold({ producerIds, topics, daysFromAt, hoursFromAt: now - 48 * hourMs });
  for (const sighting of told.flatMap((one) => toSightings(one, now))) {
    fold.add(sighting);
    refusals.add(sighting);
  }
  const stored = {
    ...{ measuredAt: now, countedFromAt: null, deletions: [], upcoming: [] },
    volume: [
      ...toVolume('tilskudd-demo', now, [310, 290, 120, 80, 330, 300, 280, 340, 310, 190]),
      ...toVolume('oppfolging-demo', now, [9, 9, 8, 7, 9, 8, 9, 9, 8, 3]),
    ],
  };
  const report = composeScorecards({
    ...{ register, environment: 'dev', askedFromAt: daysFromAt, outcomesFromAt: now - 14 * dayMs, now, stored },
    ...{ feedbackTopics: ['notifications.feedback'], outcomesFrom: fold.figures },
  });
  const startAt = Math.floor(now / hourMs) * hourMs;
  const hoursOf = () =>
    hourCounts.map((storedCount, index) => ({
      startAt: startAt - (hourCounts.length - 1 - index) * hourMs,
      storedCount,
    }));
  return {
    report,
    refusals: { ...refusals, environment: 'dev', register, countedFromAt: now - 14 * dayMs, now },
    facts: { register, topics: { inbound: sharedTopic, feedback: 'notifications.feedback' }, hoursOf },
    hoursFromAt: startAt - 12 * hourMs,
    ...{ reading: null, feedbackFault: null, databaseFault: null },
  };
}
