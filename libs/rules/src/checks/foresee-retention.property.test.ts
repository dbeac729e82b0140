/** Whatever a producer asks for and a label allows: nothing without a time of deletion, nothing earlier than asked, nothing beyond the limits. */
import { describe, expect, test } from '@jest/globals';
import { type Body, type ProducerEvent, type Retention, resolveRetentionPeriod } from '@varselvakt/domain';
import fc from 'fast-check';
import type { RetentionPolicy } from '../register-entry.ts';
import { foreseeRetention } from './foresee-retention.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Close to the clock changes, to the ends of months and to leap days, where calendars go wrong first. */
const turningPoint = fc
  .constantFrom('2027-03-28T01:00Z', '2027-10-31T01:00Z', '2028-02-29T12:00Z', '2027-01-31T23:30Z', '2026-12-31T23:30Z')
  .map((text) => Date.parse(text));
const occurredAt = fc.tuple(turningPoint, fc.integer({ min: -3 * dayMs, max: 3 * dayMs })).map(([at, off]) => at + off);
const unitDays = { D: 1, W: 7, M: 28, Y: 365 } as const;
const period = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('D', 'W', 'M', 'Y'))
  .map(([count, unit]) => `P${count}${unit}`);
/** No month and no year is shorter; a clock change takes one hour. */
const shortestMs = (text: string): number =>
  Number.parseInt(text.slice(1), 10) * unitDays[text.at(-1) as keyof typeof unitDays] * dayMs - hourMs;
const policy: fc.Arbitrary<RetentionPolicy> = fc
  .record({
    default: fc.option(period),
    min: fc.option(period),
    max: fc.option(period),
    clamp: fc.boolean(),
  })
  .filter(({ min, max }) => min === null || max === null || shortestMs(min) + 40 * dayMs < shortestMs(max));
const garbage = fc.constantFrom('', 'P0D', 'PT0S', '-P1D', 'P1.5D', 'P', '90 dager', 'P1D1M');
const retention: fc.Arbitrary<Retention | null> = fc.oneof(
  fc.constant(null),
  period.map((after) => ({ until: null, after })),
  occurredAt.map((until) => ({ until, after: null })),
  garbage.map((after) => ({ until: null, after })),
  fc.record({ until: fc.constantFrom(Number.NaN, 1.5, 9e15), after: fc.constant(null) }),
  fc.record({ until: fc.option(occurredAt), after: fc.option(period) }),
);
/** Events may be accepted long after they happened. */
const delayMs = fc.oneof(fc.integer({ min: -5 * 60_000, max: 2 * dayMs }), fc.integer({ min: 0, max: 900 * dayMs }));

const message = (given: Retention | null): Body => ({
  type: 'MessageCreated',
  text: 't',
  link: 'https://www.nav.no',
  recipients: [],
  externalMessages: [],
  retention: given,
});
const eventOf = (at: number, body: Body): ProducerEvent => ({
  eventId: 'e',
  aggregateId: 'a',
  occurredAt: at,
  producerId: 'team-a',
  label: 'salary',
  groupId: null,
  organisationNumber: '988077917',
  body,
});

/** What a producer, or for its silence the label, asked for; undefined where that is nothing anybody can reckon with. */
const askedFor = (at: number, given: Retention | null, rules: RetentionPolicy): number | undefined => {
  if (given === null) return rules.default === null ? undefined : resolveRetentionPeriod(rules.default, at);
  if ((given.until === null) === (given.after === null)) return undefined;
  if (given.after !== null) return resolveRetentionPeriod(given.after, at);
  return Number.isSafeInteger(given.until) && (given.until ?? 0) < 253_402_300_800_000
    ? (given.until ?? undefined)
    : undefined;
};
const limitOf = (text: string | null, at: number, otherwise: number): number =>
  text === null ? otherwise : (resolveRetentionPeriod(text, at) ?? otherwise);

const judge = (at: number, given: Retention | null, rules: RetentionPolicy, now: number) =>
  foreseeRetention(
    eventOf(at, message(given)),
    { retention: rules, severities: { dev: {}, prod: {} } },
    { at: now, environment: 'prod' },
  );

describe('whatever a creation asks for', () => {
  test('it is refused, or it has one time of deletion: in the future, as asked for, or moved to a limit of its label', () => {
    fc.assert(
      fc.property(occurredAt, delayMs, retention, policy, (at, delay, given, rules) => {
        const now = at + delay;
        const { decision, refusals } = judge(at, given, rules, now);
        if (refusals.length > 0) return;
        const asked = askedFor(at, given, rules) ?? Number.NaN;
        const earliest = limitOf(rules.min, at, Number.NEGATIVE_INFINITY);
        const latest = limitOf(rules.max, at, Number.POSITIVE_INFINITY);
        const moved = rules.clamp && given !== null ? Math.min(Math.max(asked, earliest), latest) : asked;
        expect(decision).toMatchObject({ operation: 'SET', deleteAt: moved });
        expect(decision.deleteAt ?? Number.NaN).toBeGreaterThan(now);
        expect(decision.source).toBe(given === null ? 'LABEL_DEFAULT' : 'PRODUCER');
      }),
      { numRuns: 2_000 },
    );
  });

  test('it is never deleted earlier than the shortest that was asked for, by any calendar', () => {
    fc.assert(
      fc.property(occurredAt, period, fc.option(period), (at, after, standard) => {
        const rules = { default: standard, min: null, max: null, clamp: false };
        const given = judge(at, { until: null, after }, rules, at).decision.deleteAt;
        expect(given ?? 0).toBeGreaterThanOrEqual(at + shortestMs(after));
        if (standard === null) return;
        expect(judge(at, null, rules, at).decision.deleteAt ?? 0).toBeGreaterThanOrEqual(at + shortestMs(standard));
      }),
      { numRuns: 1_000 },
    );
  });

  test('it is refused for the very reason: nothing given, both given, unreadable, past, too long or too short', () => {
    fc.assert(
      fc.property(occurredAt, delayMs, retention, policy, (at, delay, given, rules) => {
        const now = at + delay;
        const { refusals } = judge(at, given, rules, now);
        const asked = askedFor(at, given, rules);
        const isAmbiguous = given !== null && (given.until === null) === (given.after === null);
        expect(refusals.includes('RETENTION_MISSING')).toBe(given === null && asked === undefined);
        expect(refusals.includes('RETENTION_AMBIGUOUS')).toBe(isAmbiguous);
        expect(refusals.includes('RETENTION_INVALID')).toBe(given !== null && !isAmbiguous && asked === undefined);
        if (asked !== undefined && asked <= now) expect(refusals).toEqual(['RETENTION_IN_PAST']);
        if (asked === undefined || asked <= now || asked <= at || given === null || rules.clamp) return;
        expect(refusals.includes('RETENTION_TOO_LONG')).toBe(asked > limitOf(rules.max, at, Number.POSITIVE_INFINITY));
        expect(refusals.includes('RETENTION_TOO_SHORT')).toBe(asked < limitOf(rules.min, at, Number.NEGATIVE_INFINITY));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('whatever an update asks for', () => {
  test('it changes nothing, or extends or replaces with a time in the future', () => {
    const strategy = fc.constantFrom('EXTEND' as const, 'OVERRIDE' as const);
    fc.assert(
      fc.property(occurredAt, retention, strategy, policy, (at, given, how, rules) => {
        const body: Body = {
          type: 'TaskCompleted',
          completedAt: null,
          link: null,
          retention: given === null ? null : { ...given, strategy: how },
        };
        const label = { retention: rules, severities: { dev: {}, prod: {} } };
        const { decision, refusals } = foreseeRetention(eventOf(at, body), label, { at, environment: 'prod' });
        if (given === null) expect([decision.operation, decision.deleteAt, refusals]).toEqual(['NONE', null, []]);
        else expect(decision.operation).toBe(how);
        if (given !== null && refusals.length === 0) expect(decision.deleteAt ?? 0).toBeGreaterThan(at);
      }),
      { numRuns: 1_000 },
    );
  });
});
