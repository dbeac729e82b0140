import { describe, expect, test } from '@jest/globals';
import { parseRegister, type Register } from '@varselvakt/register';
import { composeScorecards, type ScorecardParts } from './compose-scorecards.ts';
import { createOutcomeFold } from './outcome-fold.ts';
import type { OutcomeSighting } from './outcome-sighting.ts';
import type { StoreFigures } from './store-figures.ts';
import { dayMs, hourMs } from './utc-day.ts';

const askedFromAt = Date.parse('2026-03-01T00:00Z');
const now = askedFromAt + 3 * dayMs + 1;
const block = { code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', severity: 'BLOCK' } as const;
const none = { overdueCount: 0, oldestOverdueAt: null, heldCount: 0, plannedCount: 0, neverExpiringCount: 0 };

function readRegister(): Register {
  const text =
    'producers:\n  - { id: team-b, team: B, environments: [dev] }\n  - { id: team-a, team: A, environments: [dev] }\n';
  const result = parseRegister([{ name: 'r.yaml', text }]);
  if (result.outcome === 'LOADED') return result.register;
  throw new Error('the register of this test is none');
}

const stored = (changes: Partial<StoreFigures> = {}): StoreFigures => ({
  measuredAt: now,
  countedFromAt: null,
  volume: [],
  deletions: [],
  upcoming: [],
  ...changes,
});
const volume = (day: string, eventCount: number, retentionSource: 'PRODUCER' | 'LABEL_DEFAULT' | 'NONE' = 'NONE') => ({
  day,
  producerId: 'team-a',
  eventType: 'MessageCreated',
  retentionSource,
  eventCount,
});

function compose(sightings: readonly Partial<OutcomeSighting>[], changes: Partial<ScorecardParts> = {}) {
  const register = readRegister();
  const fold = createOutcomeFold({ producerIds: new Set(register.producers.keys()), beginAt: askedFromAt });
  const usual = {
    producerId: 'team-a',
    topic: null,
    outcome: 'REJECTED',
    occurredAt: askedFromAt,
    findings: [],
  } as const;
  for (const one of sightings) fold.add({ ...usual, ...one });
  return composeScorecards({
    register,
    environment: 'dev',
    askedFromAt,
    outcomesFromAt: null,
    now,
    feedbackTopics: ['feedback'],
    outcomesFrom: fold.figures,
    stored: stored(),
    ...changes,
  });
}

describe('scorecards', () => {
  test('are one for each producer of the register, by name, and none for others who did nothing', () => {
    expect(compose([]).producers.map(({ producerId, team }) => [producerId, team])).toEqual([
      ['team-a', 'A'],
      ['team-b', 'B'],
    ]);
  });

  test('put all others together, whether outcomes or rows are about them', () => {
    const others = [
      { ...none, producerId: 'gone', overdueCount: 2, oldestOverdueAt: 5 },
      { ...none, producerId: 'gone-too', overdueCount: 1, oldestOverdueAt: 3 },
    ];
    const [, , other] = compose([{ producerId: null }], { stored: stored({ deletions: others }) }).producers;
    expect(other).toMatchObject({
      producerId: 'other',
      team: null,
      terms: null,
      refusedCount: 1,
      deletions: { overdueCount: 3, oldestOverdueAt: 3 },
    });
    expect(compose([], { stored: stored({ deletions: others }) }).producers).toHaveLength(3);
  });

  test('divide by all that was received: stored, refused and repeated', () => {
    const sightings = [{ findings: [block] }, { outcome: 'DUPLICATE' as const }, { outcome: 'DELETED' as const }];
    const [card] = compose(sightings, { stored: stored({ volume: [volume('2026-03-01', 2)] }) }).producers;
    expect(card).toMatchObject({ receivedCount: 4, refusedCount: 1, refusedShare: 0.25 });
    expect(card?.refusals).toEqual([{ code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', count: 1, share: 0.25 }]);
  });

  test('say by whom retention was decided, of events that say so', () => {
    const volumes = [
      volume('2026-03-01', 3, 'PRODUCER'),
      volume('2026-03-02', 1, 'LABEL_DEFAULT'),
      volume('2026-03-02', 9),
    ];
    const [card, other] = compose([], { stored: stored({ volume: volumes }) }).producers;
    expect(card?.retention).toEqual({ ownCount: 3, labelDefaultCount: 1, ownShare: 0.75 });
    expect(other?.retention).toEqual({ ownCount: 0, labelDefaultCount: 0, ownShare: null });
  });

  test('know nothing of what the database was not asked: null, not zero', () => {
    const report = compose([{ findings: [block] }], { stored: null });
    expect(report.databaseMeasuredAt).toBeNull();
    expect(report.producers[0]).toMatchObject({
      receivedCount: null,
      volume: null,
      retention: null,
      deletions: null,
      refusedCount: 1,
      refusedShare: null,
      days: [{ day: '2026-03-01', storedCount: null, refusedCount: 1 }],
    });
  });

  test('leave out days of which outcomes have left the topics already, so that figures can be compared', () => {
    const sightings = [{}, { occurredAt: askedFromAt + dayMs }, { occurredAt: askedFromAt + 2 * dayMs }];
    const volumes = ['01', '02', '03'].map((day) => volume(`2026-03-${day}`, 1));
    const outcomesFromAt = askedFromAt + dayMs + 1;
    const { producers, window } = compose(sightings, { outcomesFromAt, stored: stored({ volume: volumes }) });
    expect(window.fromAt).toBe(askedFromAt + 2 * dayMs);
    expect(producers[0]).toMatchObject({ receivedCount: 2, refusedCount: 1, refusedShare: 0.5 });
    expect(producers[0]?.days).toEqual([{ day: '2026-03-03', storedCount: 1, refusedCount: 1, warnedCount: 0 }]);
  });

  test('tell findings of all producers by hour and by day, the most frequent first', () => {
    const other = { ...block, code: 'LABEL_UNKNOWN', clause: null };
    const { findings } = compose([
      { findings: [other] },
      { findings: [block] },
      { producerId: 'team-b', findings: [block] },
      { occurredAt: askedFromAt + dayMs, findings: [block] },
    ]);
    expect(findings.byDay).toEqual([
      { startAt: askedFromAt, ...block, count: 2 },
      { startAt: askedFromAt, ...other, count: 1 },
      { startAt: askedFromAt + dayMs, ...block, count: 1 },
    ]);
    // Two days back from now is an instant after the begin of the second day's first hour.
    expect(findings.byHour).toEqual([]);
  });

  test('tell the last two days by hour as well', () => {
    const occurredAt = now - 47 * hourMs;
    const { findings } = compose([{ findings: [block] }, { occurredAt, findings: [block] }]);
    expect(findings.byHour).toEqual([{ startAt: occurredAt - (occurredAt % hourMs), ...block, count: 1 }]);
  });
});
