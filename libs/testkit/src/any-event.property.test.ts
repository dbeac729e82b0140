import { describe, expect, test } from '@jest/globals';
import {
  createRuleEngine,
  sampleBody,
  sampleContext,
  sampleEvent,
  sampleNow,
  toOutcomeFinding,
  walkFields,
} from '@varselvakt/rules';
import fc from 'fast-check';
import { producerEventArbitrary } from './event-arbitrary.ts';

const { validateEvent } = createRuleEngine();

const hostileText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('\ud800', '\udc00', '17912099997', '&#', '%F0'),
  ),
  maxLength: 60,
});

describe('any event a schema lets through', () => {
  test('is judged without an exception, the same each time, and what is told never holds a text of the event', () => {
    fc.assert(
      fc.property(producerEventArbitrary, hostileText, (event, label) => {
        const hostile = { ...event, label };
        const result = validateEvent(hostile, sampleContext(hostile));
        expect(validateEvent(hostile, sampleContext(hostile))).toEqual(result);
        for (const { path, start, end } of result.findings) {
          expect(path).toMatch(/^[A-Za-z0-9.[\]]+$/);
          expect(start === null || (end !== null && end > start)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('is let through only with a time of deletion in the future when it creates something', () => {
    const nearNow = fc.integer({ min: -5, max: 1_000_000_000 }).map((ms) => sampleNow + ms);
    const period = fc.constantFrom('P0D', 'P1D', 'PT30S', 'PT2M', 'P4M', 'P11Y', '-P1D', 'x');
    const retention = fc.record({ until: fc.option(nearNow), after: fc.option(period) });
    let accepted = 0;
    fc.assert(
      fc.property(fc.option(retention), fc.option(period), fc.boolean(), (given, standard, clamp) => {
        const event = { ...sampleEvent('MessageCreated'), body: { ...sampleBody('MessageCreated'), retention: given } };
        const label = { 'retention.default': standard, 'retention.min': 'PT1H', 'retention.clamp': clamp };
        const result = validateEvent(event, sampleContext(event, { label }));
        if (result.verdict === 'REJECTED') return;
        accepted += 1;
        expect(result.retention.deleteAt).toBeGreaterThan(sampleNow);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test('has every one of its strings visited, each path once', () => {
    fc.assert(
      fc.property(producerEventArbitrary, (event) => {
        const visited: string[] = [];
        const values: string[] = [];
        walkFields(event, (value, _rule, parent, name) => {
          visited.push(`${parent}.${name}`);
          values.push(value);
        });
        const closedSets = new Set(['type', 'status', 'state', 'reason', 'strategy', 'sendWindow', 'channel']);
        const all: string[] = [];
        JSON.stringify(event, (key, value) => {
          if (typeof value === 'string' && !closedSets.has(key)) all.push(value);
          return value;
        });
        expect(new Set(visited).size).toBe(visited.length);
        expect(values.toSorted()).toEqual(all.toSorted());
      }),
    );
  });
});

test('a finding is told in both languages with the address of its documentation', () => {
  const event = { ...fc.sample(producerEventArbitrary, { numRuns: 1, seed: 1 })[0], eventId: 'x' } as Parameters<
    typeof validateEvent
  >[0];
  const [first] = validateEvent(event, sampleContext(event)).findings;
  expect(first && toOutcomeFinding(first, 'docs/rules.md')).toMatchObject({
    code: 'EVENT_ID_INVALID',
    severity: 'BLOCK',
    clause: null,
    path: 'eventId',
    messageNb: 'Hendelses-id er ikke en UUID.',
    documentation: 'docs/rules.md#event_id_invalid',
  });
});
