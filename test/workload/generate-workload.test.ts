import { describe, expect, test } from '@jest/globals';
import { generateWorkload, type Mix } from './generate-workload.ts';
import { createRandom } from './random.ts';

const mix: Mix = {
  lives: 40,
  repeats: 10,
  conflicts: 10,
  misfits: 10,
  refused: 20,
  unreadable: 20,
  withdrawn: 10,
  short: 10,
  shortCases: 5,
};
const now = 1_800_000_000_000;
const workloadOf = (seed: number, shortRetentionMs: number | null = 5_000) =>
  generateWorkload({ random: createRandom(seed), now, shortRetentionMs }, mix);

describe('a workload', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(workloadOf(7)).toEqual(workloadOf(7));
    expect(workloadOf(7)).not.toEqual(workloadOf(8));
  });

  test('holds every kind of fate', () => {
    const fates = new Set(workloadOf(7).records.map(({ expected }) => expected.fate));
    expect(fates).toEqual(new Set(['STORED', 'DELETED', 'DUPLICATE', 'CONFLICT', 'REJECTED', 'UNREADABLE']));
  });

  test('gives every event an id of its own, but for repeats and conflicts', () => {
    const first = workloadOf(7).records.filter(({ expected }) => !['DUPLICATE', 'CONFLICT'].includes(expected.fate));
    expect(new Set(first.map(({ event }) => event.eventId)).size).toBe(first.length);
  });

  test('begins each aggregate with its creation', () => {
    const seen = new Map<string, string>();
    for (const { event } of workloadOf(7).records)
      if (!seen.has(event.aggregateId)) seen.set(event.aggregateId, event.body.type);
    expect([...new Set(seen.values())].toSorted()).toEqual([
      'AppointmentCreated',
      'CaseOpened',
      'MessageCreated',
      'TaskCreated',
    ]);
  });

  test('keeps nothing shortly where that may come too late', () => {
    expect(
      workloadOf(7, null).records.some(({ expected }) => expected.fate === 'DELETED' && expected.notBeforeAt),
    ).toBe(false);
  });
});
