import { describe, expect, test } from '@jest/globals';
import { countSamples, sampleNowAt } from '../testing/sample-refusals.ts';
import { composeRefusals } from './compose-refusals.ts';
import { type RefusalsQuery, toQuestion } from './refusals-question.ts';
import { refusalsSchema } from './refusals-schema.ts';

const number = { code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', severity: 'BLOCK' } as const;
const health = { code: 'TEXT_SENSITIVE_HEALTH', clause: 'C16', severity: 'BLOCK' } as const;
const warned = { code: 'LABEL_UNKNOWN', clause: null, severity: 'WARN' } as const;
const hourMs = 3_600_000;
const hourAgo = sampleNowAt - hourMs;

const samples = countSamples([
  { findings: [number, health] },
  { findings: [number, warned] },
  { findings: [number], producerId: 'team-b', topic: 'inbound.team-b', occurredAt: hourAgo - 24 * hourMs },
  { findings: [warned], producerId: 'team-b', topic: null },
]);
const compose = (query: RefusalsQuery = {}) => composeRefusals(samples, toQuestion(query));

describe('refusals', () => {
  test('are told by rule, the most frequent first, with what it says, whom it met and when last', () => {
    const { rules, eventCount, findingCount } = compose();
    expect([eventCount, findingCount]).toEqual([3, 4]);
    expect(rules).toEqual([
      {
        ...{ code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', count: 3, share: 1, lastSeenAt: hourAgo },
        title: { nb: expect.any(String), en: expect.stringContaining('identity number') },
        remedy: { nb: expect.any(String), en: expect.stringContaining('Remove') },
        producers: [
          { producerId: 'team-a', count: 2 },
          { producerId: 'team-b', count: 1 },
        ],
        topics: [
          { topic: 'inbound', count: 2 },
          { topic: 'inbound.team-b', count: 1 },
        ],
      },
      expect.objectContaining({ code: 'TEXT_SENSITIVE_HEALTH', clause: 'C16', count: 1, share: 1 / 3 }),
    ]);
  });

  test('are told by producer and topic; an event counts once, whatever it met', () => {
    const { producers, topics } = compose();
    expect(producers).toEqual([
      { producerId: 'team-a', team: 'Team A', count: 2, share: 2 / 3 },
      { producerId: 'team-b', team: 'Team B', count: 1, share: 1 / 3 },
    ]);
    expect(topics.map(({ topic, count }) => [topic, count])).toEqual([
      ['inbound', 2],
      ['inbound.team-b', 1],
    ]);
  });

  test('are told by day, or by hour where that is asked for', () => {
    const byDay = compose().buckets.map(({ startAt, code, count }) => [new Date(startAt).toISOString(), code, count]);
    expect(byDay).toEqual([
      ['2026-03-09T00:00:00.000Z', 'TEXT_IDENTITY_NUMBER', 1],
      ['2026-03-10T00:00:00.000Z', 'TEXT_IDENTITY_NUMBER', 2],
      ['2026-03-10T00:00:00.000Z', 'TEXT_SENSITIVE_HEALTH', 1],
    ]);
    const lastDay = compose({ period: '24h' });
    expect(lastDay).toMatchObject({ step: 'HOUR', fromAt: Date.parse('2026-03-09T13:00Z'), eventCount: 2 });
    expect(new Set(lastDay.buckets.map(({ startAt }) => startAt))).toEqual(new Set([Date.parse('2026-03-10T11:00Z')]));
    expect(compose({ period: '48h' }).eventCount).toBe(3);
  });

  test('can be narrowed: to a producer, a topic, a rule, a clause', () => {
    expect(compose({ producer: 'team-b' })).toMatchObject({ eventCount: 1, rules: [{ count: 1, share: 1 }] });
    expect(compose({ topic: 'inbound' })).toMatchObject({ eventCount: 2, producers: [{ producerId: 'team-a' }] });
    const rule = compose({ code: 'TEXT_SENSITIVE_HEALTH' });
    expect(rule).toMatchObject({ eventCount: 3, findingCount: 1, producers: [{ producerId: 'team-a', count: 1 }] });
    expect(compose({ clause: 'C12' }).rules.map(({ code }) => code)).toEqual(['TEXT_IDENTITY_NUMBER']);
    expect(compose({ producer: 'team-b', clause: 'C12' }).choices).toEqual({
      ...{ producers: ['team-a', 'team-b'], topics: ['inbound', 'inbound.team-b'], clauses: ['C12', 'C16'] },
    });
    expect(compose({ producer: 'nobody' })).toMatchObject({ eventCount: 0, rules: [], buckets: [], producers: [] });
  });

  test('are apart from warnings', () => {
    const { rules, eventCount, topics } = compose({ severity: 'WARN' });
    expect([eventCount, rules.map(({ code, count }) => [code, count])]).toEqual([2, [['LABEL_UNKNOWN', 2]]]);
    expect(topics.map(({ topic }) => topic)).toEqual(['inbound', 'other']);
  });

  test('by rules that nobody knows are told under OTHER, without words', () => {
    const strange = countSamples([{ findings: [{ ...number, code: 'POISON', clause: 'POISON' }] }]);
    const report = composeRefusals(strange, toQuestion({}));
    expect(report.rules).toMatchObject([{ code: 'OTHER', clause: null, title: null, remedy: null }]);
    expect(JSON.stringify(report)).not.toContain('POISON');
  });

  test('say since when they are counted, in the form that the document tells', () => {
    const report = { ...compose(), feedbackFault: null };
    expect(report.countedFromAt).toBe(sampleNowAt - 14 * 24 * hourMs);
    expect(refusalsSchema.parse(report)).toEqual(report);
  });
});
