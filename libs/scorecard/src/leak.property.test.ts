/** Nothing of an event can reach a scorecard, whatever stands in an outcome. */
import { expect, test } from '@jest/globals';
import type { EventOutcome, OutcomeFinding } from '@varselvakt/domain';
import { parseRegister } from '@varselvakt/register';
import { ruleCodes } from '@varselvakt/rules';
import fc from 'fast-check';
import { composeScorecards } from './compose-scorecards.ts';
import { createOutcomeFold } from './outcome-fold.ts';
import { type FindingSighting, type OutcomeSighting, toSighting } from './outcome-sighting.ts';
import { createRefusalFold } from './refusal-fold.ts';

const poison = 'POISON-4f1d';
const beginAt = Date.parse('2026-03-01T00:00Z');
const loaded = parseRegister([
  { name: 'r.yaml', text: 'producers:\n  - { id: team-a, team: A, environments: [dev] }\n' },
]);
if (loaded.outcome !== 'LOADED') throw new Error('the register of this test is none');
const { register } = loaded;

type Exactly<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** Whoever lets a scorecard know more of an outcome has to change this first. */
const knownFields: Exactly<keyof OutcomeSighting, 'producerId' | 'topic' | 'outcome' | 'occurredAt' | 'findings'> =
  true;
const knownOfFindings: Exactly<keyof FindingSighting, 'code' | 'clause' | 'severity'> = true;

const poisoned = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `${poison}${text}`);
const instant = fc.integer({ min: beginAt - 1_000, max: beginAt + 100_000_000 });
const finding: fc.Arbitrary<OutcomeFinding> = fc.record({
  code: fc.oneof(poisoned, fc.constantFrom(...ruleCodes)),
  severity: fc.constantFrom('BLOCK', 'WARN', 'OBSERVE'),
  clause: fc.oneof(poisoned, fc.constantFrom('C1', 'C12', 'C21', null)),
  path: poisoned,
  start: fc.nat(),
  end: fc.nat(),
  messageNb: poisoned,
  messageEn: poisoned,
  remedyNb: poisoned,
  remedyEn: poisoned,
  documentation: poisoned,
});
const place = fc.record({ topic: poisoned, partition: fc.nat(), offset: fc.nat() });
const outcome: fc.Arbitrary<EventOutcome> = fc.record({
  eventId: poisoned,
  aggregateId: poisoned,
  producerId: fc.oneof(poisoned, fc.constantFrom('team-a', null)),
  outcome: fc.constantFrom('ACCEPTED', 'WARNED', 'REJECTED', 'CONFLICT', poison as EventOutcome['outcome']),
  findings: fc.array(finding, { maxLength: 5 }),
  source: place,
  schemaId: fc.nat(),
  ruleSetVersion: poisoned,
  registerVersion: poisoned,
  environment: poisoned,
  traceParent: poisoned,
  occurredAt: instant,
  deleteAt: instant,
});

test('its types have no room for anything of an event', () => {
  expect([knownFields, knownOfFindings]).toEqual([true, true]);
});

test('no text of an outcome is in what is made of it', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 20 }), (outcomes) => {
      const fold = createOutcomeFold({ producerIds: new Set(['team-a']), beginAt });
      const refusals = createRefusalFold({
        ...{ producerIds: new Set(['team-a']), topics: new Set(['inbound']) },
        ...{ daysFromAt: beginAt, hoursFromAt: beginAt },
      });
      for (const one of outcomes) {
        fold.add(toSighting(one));
        refusals.add(toSighting(one));
      }
      const report = composeScorecards({
        register,
        environment: 'dev',
        askedFromAt: beginAt,
        outcomesFromAt: null,
        now: beginAt + 200_000_000,
        feedbackTopics: [],
        outcomesFrom: fold.figures,
        stored: null,
      });
      const cells = [...refusals.cells('DAY', 0), ...refusals.cells('HOUR', 0)];
      expect(JSON.stringify([report, cells])).not.toContain(poison);
      const told = outcomes.filter(({ occurredAt }) => occurredAt >= beginAt).length;
      const counted = report.producers.flatMap((card) => Object.values(card.outcomes));
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(told);
    }),
  );
});
