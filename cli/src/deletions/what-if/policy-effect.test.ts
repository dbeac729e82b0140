import { expect, test } from '@jest/globals';
import { createEffectTally } from './policy-effect.ts';

const dayMs = 86_400_000;
const now = Date.parse('2027-01-01');
const inDays = (days: number) => now + days * dayMs;
const owner = { producerId: 'team-a', label: 'salary' };

test('what moves is counted by direction and days, with a forecast of both plans', () => {
  const tally = createEffectTally(now);
  const plan = (before: number, after: number) =>
    tally.add(owner, inDays(before), { outcome: 'PLANNED', deleteAt: inDays(after) });
  plan(10, 10);
  plan(40, 20);
  plan(41, 20);
  plan(80, -1);
  plan(5, 400);
  tally.add(owner, inDays(3), { outcome: 'REFUSED', code: 'RETENTION_MISSING' });
  tally.add(owner, inDays(3), { outcome: 'UNKNOWN' });
  tally.add({ ...owner, label: 'other' }, inDays(3), { outcome: 'UNKNOWN' });
  const [salary, other] = tally.effects();
  expect(salary).toEqual({
    ...owner,
    storedCount: 7,
    sameCount: 1,
    earlier: { count: 3, medianDays: 21, maxDays: 81 },
    later: { count: 1, medianDays: 395, maxDays: 395 },
    dueAtOnceCount: 1,
    refused: { RETENTION_MISSING: 1 },
    unknownCount: 1,
    forecast: [
      { withinDays: 1, presentCount: 0, changedCount: 1 },
      { withinDays: 7, presentCount: 3, changedCount: 3 },
      { withinDays: 30, presentCount: 4, changedCount: 6 },
      { withinDays: 90, presentCount: 7, changedCount: 6 },
      { withinDays: 365, presentCount: 7, changedCount: 6 },
      { withinDays: null, presentCount: 7, changedCount: 7 },
    ],
  });
  expect(other).toMatchObject({ label: 'other', storedCount: 1, unknownCount: 1 });
});
