import { describe, expect, test } from '@jest/globals';
import type { AcceptedEvent, Body, Retention, RetentionUpdate } from '@varselvakt/domain';
import type { ChangedLabel } from './changed-policy.ts';
import { foreseePlan } from './foresee-plan.ts';

const at = (text: string): number => Date.parse(text);
const acceptedAt = at('2027-01-31T12:00:00+01:00');
const label = (retention: Partial<ChangedLabel['retention']>): ChangedLabel => ({
  retention: { default: null, min: null, max: null, clamp: false, ...retention },
  severities: { dev: {}, prod: {} },
});
const message = (retention: Retention | null): Body => ({
  type: 'MessageCreated',
  text: 't',
  link: 'https://www.nav.no',
  recipients: [],
  externalMessages: [],
  retention,
});
const changed = (retention: RetentionUpdate): Body => ({ type: 'RetentionChanged', retention });
const accepted = (...bodies: readonly Body[]): readonly AcceptedEvent[] =>
  bodies.map((body) => ({
    event: {
      eventId: 'e',
      aggregateId: 'a',
      occurredAt: acceptedAt,
      producerId: 'team-a',
      label: 'salary',
      groupId: null,
      organisationNumber: '988077917',
      body,
    },
    producerId: 'team-a',
    acceptedAt,
    ruleSetVersion: '1.0.0',
    environment: 'prod',
    contentHash: Buffer.alloc(32),
    retention: { operation: 'NONE', deleteAt: null, source: 'NONE' },
    warnings: [],
    source: { topic: 'inbound', partition: 0, offset: 1 },
  }));
const after = (period: string): Retention => ({ until: null, after: period });
const planned = (text: string) => ({ outcome: 'PLANNED', deleteAt: at(text) });

describe('the plan under another policy', () => {
  test('is the default where the producer said nothing, counted on the calendar', () => {
    expect(foreseePlan(accepted(message(null)), label({ default: 'P1M' }))).toEqual(
      planned('2027-02-28T12:00:00+01:00'),
    );
  });

  test('is refused where there is no default any more, or it is beyond the limits', () => {
    expect(foreseePlan(accepted(message(null)), label({}))).toEqual({ outcome: 'REFUSED', code: 'RETENTION_MISSING' });
    const tooLong = foreseePlan(accepted(message(after('P2Y'))), label({ max: 'P1Y' }));
    expect(tooLong).toEqual({ outcome: 'REFUSED', code: 'RETENTION_TOO_LONG' });
  });

  test('is the limit where the label moves it there', () => {
    expect(foreseePlan(accepted(message(after('P2Y'))), label({ max: 'P1Y', clamp: true }))).toEqual(
      planned('2028-01-31T12:00:00+01:00'),
    );
  });

  test('is what updates make of it, in their order, also when one came before the creation', () => {
    const policy = label({ default: 'P1M' });
    const extend = changed({ ...after('P3M'), strategy: 'EXTEND' });
    const override = changed({ ...after('P2M'), strategy: 'OVERRIDE' });
    expect(foreseePlan(accepted(message(null), extend), policy)).toEqual(planned('2027-04-30T12:00:00+02:00'));
    expect(foreseePlan(accepted(message(null), extend, override), policy)).toEqual(
      planned('2027-03-31T12:00:00+02:00'),
    );
    expect(foreseePlan(accepted(extend, message(after('P1Y'))), policy)).toEqual(planned('2028-01-31T12:00:00+01:00'));
  });

  test('is unknown without a creation', () => {
    expect(foreseePlan(accepted(changed({ ...after('P3M'), strategy: 'EXTEND' })), label({}))).toEqual({
      outcome: 'UNKNOWN',
    });
  });
});
