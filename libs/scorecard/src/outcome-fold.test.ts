import { describe, expect, test } from '@jest/globals';
import { probeProducerId } from '@varselvakt/domain';
import { createOutcomeFold } from './outcome-fold.ts';
import type { FindingSighting, OutcomeSighting } from './outcome-sighting.ts';
import { dayMs, hourMs } from './utc-day.ts';

const beginAt = Date.parse('2026-03-01T00:00Z');
const refused: FindingSighting = { code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', severity: 'BLOCK' };
const warned: FindingSighting = { code: 'LABEL_UNKNOWN', clause: null, severity: 'WARN' };
const sighting = (changes: Partial<OutcomeSighting> = {}): OutcomeSighting => ({
  producerId: 'team-a',
  topic: null,
  outcome: 'REJECTED',
  occurredAt: beginAt,
  findings: [refused],
  ...changes,
});

function countUp(...sightings: readonly OutcomeSighting[]) {
  const fold = createOutcomeFold({ producerIds: new Set(['team-a', 'team-b']), beginAt });
  for (const one of sightings) fold.add(one);
  return fold;
}

describe('the fold of outcomes', () => {
  test('counts outcomes by producer and UTC day, in the order of days', () => {
    const nextDay = sighting({ occurredAt: beginAt + dayMs, outcome: 'LATE', findings: [] });
    const { producers } = countUp(nextDay, sighting({ occurredAt: beginAt + dayMs - 1 }), sighting()).figures(beginAt);
    expect([...producers.keys()]).toEqual(['team-a']);
    expect(producers.get('team-a')?.map(({ day, outcomes }) => [day, outcomes.REJECTED, outcomes.LATE])).toEqual([
      ['2026-03-01', 2, 0],
      ['2026-03-02', 0, 1],
    ]);
  });

  test('counts a rule once for each outcome, however often it was broken, and by severity and clause apart', () => {
    const milder = { ...refused, severity: 'WARN' } as const;
    const elsewhere = { ...refused, clause: 'C13' };
    const { producers } = countUp(
      sighting({ findings: [refused, refused, milder, elsewhere] }),
      sighting({ findings: [refused] }),
    ).figures(beginAt);
    expect(producers.get('team-a')?.[0]?.findings).toEqual([
      { ...refused, count: 2 },
      { ...milder, count: 1 },
      { ...elsewhere, count: 1 },
    ]);
  });

  test('counts findings by hour over all producers, and shadow findings nowhere', () => {
    const shadow = { ...refused, severity: 'OBSERVE' } as const;
    const { hours, producers } = countUp(
      sighting(),
      sighting({ producerId: 'team-b', occurredAt: beginAt + hourMs - 1 }),
      sighting({ occurredAt: beginAt + hourMs, findings: [warned, shadow] }),
      sighting({ occurredAt: beginAt + 2 * hourMs, findings: [shadow] }),
    ).figures(beginAt);
    expect(hours).toEqual([
      { startAt: beginAt, findings: [{ ...refused, count: 2 }] },
      { startAt: beginAt + hourMs, findings: [{ ...warned, count: 1 }] },
    ]);
    expect(producers.get('team-a')?.[0]?.outcomes.REJECTED).toBe(3);
  });

  test('counts whom the register does not know together', () => {
    const { producers } = countUp(
      sighting({ producerId: null }),
      sighting({ producerId: 'team-c' }),
      sighting({ producerId: 'constructor' }),
    ).figures(beginAt);
    expect([...producers].map(([id, days]) => [id, days[0]?.outcomes.REJECTED])).toEqual([['other', 3]]);
  });

  test('does not count what came before the begin, nor what is dated in the far future', () => {
    const figures = countUp(
      sighting({ occurredAt: beginAt - 1 }),
      sighting({ occurredAt: beginAt + 400 * dayMs }),
      sighting({ occurredAt: Number.MAX_SAFE_INTEGER }),
    ).figures(beginAt);
    expect(figures).toMatchObject({ outcomeCount: 0, strayCount: 2, hours: [] });
    expect(figures.producers.size).toBe(0);
  });

  test('does not count the probe, not among others either', () => {
    const figures = countUp(sighting({ producerId: probeProducerId })).figures(beginAt);
    expect([figures.outcomeCount, figures.producers.size, figures.hours.length]).toEqual([0, 0, 0]);
  });

  test('forgets what the begin has passed, and counts it no more', () => {
    const fold = countUp(sighting(), sighting({ occurredAt: beginAt + dayMs }));
    fold.forgetBefore(beginAt + dayMs);
    fold.add(sighting());
    const { producers, hours } = fold.figures(beginAt);
    expect(producers.get('team-a')?.map(({ day }) => day)).toEqual(['2026-03-02']);
    expect(hours.map(({ startAt }) => startAt)).toEqual([beginAt + dayMs]);
  });

  test('gives the days that are asked for', () => {
    const figures = countUp(sighting(), sighting({ occurredAt: beginAt + dayMs })).figures(beginAt + dayMs);
    expect(figures.producers.get('team-a')?.map(({ day }) => day)).toEqual(['2026-03-02']);
    expect(figures.hours).toHaveLength(1);
  });

  test('counts an outcome of a newer service as one that it does not know', () => {
    const outcome = 'SOMETHING_NEW' as OutcomeSighting['outcome'];
    expect(countUp(sighting({ outcome })).figures(beginAt).producers.get('team-a')?.[0]?.outcomes.OTHER).toBe(1);
  });
});
