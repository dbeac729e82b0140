import { describe, expect, test } from '@jest/globals';
import type { FindingSighting, OutcomeSighting } from './outcome-sighting.ts';
import { createRefusalFold, type RefusalScope } from './refusal-fold.ts';
import { dayMs, hourMs } from './utc-day.ts';

const daysFromAt = Date.parse('2026-03-01T00:00Z');
const hoursFromAt = daysFromAt + 5 * dayMs;
const refused: FindingSighting = { code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', severity: 'BLOCK' };
const warned: FindingSighting = { code: 'LABEL_UNKNOWN', clause: null, severity: 'WARN' };
const sighting = (changes: Partial<OutcomeSighting> = {}): OutcomeSighting => ({
  ...{ producerId: 'team-a', topic: 'inbound', outcome: 'REJECTED', occurredAt: hoursFromAt, findings: [refused] },
  ...changes,
});

function countUp(sightings: readonly OutcomeSighting[], changes: Partial<RefusalScope> = {}) {
  const known = { producerIds: new Set(['team-a', 'team-b']), topics: new Set(['inbound']) };
  const fold = createRefusalFold({ ...known, daysFromAt, hoursFromAt, ...changes });
  for (const one of sightings) fold.add(one);
  return fold;
}

describe('the fold of refusals', () => {
  test('counts an event once, and once for each rule that it broke, by severity apart', () => {
    const later = hoursFromAt + 5;
    const fold = countUp([sighting({ findings: [refused, refused, warned] }), sighting({ occurredAt: later })]);
    const common = { startAt: hoursFromAt, producerId: 'team-a', topic: 'inbound' };
    const { severity: _, ...rule } = refused;
    expect(fold.cells('HOUR', daysFromAt)).toEqual([
      { ...common, severity: 'BLOCK', rule: null, count: 2, lastAt: later },
      { ...common, severity: 'WARN', rule: null, count: 1, lastAt: hoursFromAt },
      { ...common, severity: 'BLOCK', rule, count: 2, lastAt: later },
      { ...common, severity: 'WARN', rule: { code: 'LABEL_UNKNOWN', clause: null }, count: 1, lastAt: hoursFromAt },
    ]);
    expect(fold.cells('DAY', daysFromAt).map(({ count }) => count)).toEqual([2, 1, 2, 1]);
  });

  test('counts whom and what the register does not know together', () => {
    const strange = {
      producerId: 'constructor',
      topic: '__proto__',
      findings: [{ ...refused, code: 'x', clause: 'y' }],
    };
    const [, cell] = countUp([sighting(strange), sighting({ ...strange, topic: null, producerId: null })]).cells(
      'DAY',
      0,
    );
    expect(cell).toMatchObject({
      producerId: 'other',
      topic: 'other',
      rule: { code: 'OTHER', clause: null },
      count: 2,
    });
  });

  test('counts by hour only what is new enough, and nothing before the begin or far ahead of it', () => {
    const fold = countUp([
      sighting({ occurredAt: daysFromAt - 1 }),
      sighting({ occurredAt: daysFromAt }),
      sighting({ occurredAt: daysFromAt + 400 * dayMs }),
    ]);
    expect(fold.cells('HOUR', 0)).toEqual([]);
    expect(fold.cells('DAY', 0).map(({ startAt }) => startAt)).toEqual([daysFromAt, daysFromAt]);
  });

  test('gives what is asked for in the order of time, and forgets what the begins have passed', () => {
    const fold = countUp([sighting({ occurredAt: hoursFromAt + 2 * hourMs }), sighting()]);
    const hours = () => fold.cells('HOUR', 0).map(({ startAt }) => startAt);
    expect(new Set(hours())).toEqual(new Set([hoursFromAt, hoursFromAt + 2 * hourMs]));
    expect(hours()).toEqual(hours().toSorted());
    expect(fold.cells('HOUR', hoursFromAt + hourMs)).toHaveLength(2);
    fold.forgetBefore({ daysFromAt: hoursFromAt, hoursFromAt: hoursFromAt + hourMs });
    expect(hours()).toHaveLength(2);
    fold.forgetBefore({ daysFromAt: hoursFromAt + dayMs, hoursFromAt: hoursFromAt + dayMs });
    expect([...hours(), ...fold.cells('DAY', 0)]).toEqual([]);
    fold.add(sighting());
    expect(fold.cells('DAY', 0)).toEqual([]);
  });

  test('counts without producer and topic, and says so, once there are too many figures', () => {
    const fold = countUp([sighting(), sighting({ producerId: 'team-b' }), sighting()], {
      maxCellCount: 2,
      hoursFromAt: hoursFromAt + dayMs,
    });
    const sums = fold.cells('DAY', 0).map(({ producerId, count }) => [producerId, count]);
    expect(sums).toEqual([
      ...[
        ['team-a', 2],
        ['team-a', 2],
      ],
      ...[
        ['other', 1],
        ['other', 1],
      ],
    ]);
    expect(fold.crampedCount()).toBe(2);
  });
});
