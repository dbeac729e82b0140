import { expect, test } from '@jest/globals';
import type { EventVolume } from '@varselvakt/store';
import { createStoredHours } from './stored-hours.ts';

const hourMs = 3_600_000;
const beganAt = Date.parse('2026-03-10T23:30Z');
const volume = (day: string, eventCount: number, producerId = 'team-a'): EventVolume => ({
  ...{ day, producerId, eventType: 'MessageCreated', retentionSource: 'NONE', eventCount },
});
const open = () => createStoredHours(() => new Set(['team-a', 'team-b']));
const countsAt = (hours: ReturnType<typeof open>, now: number, producerId = 'team-a') =>
  hours.hoursOf(producerId, now).map(({ storedCount }) => storedCount);

test('what was stored before the first look counts in no hour, and hours before it are not known', () => {
  const hours = open();
  expect([hours.countedFromAt(), new Set(countsAt(hours, beganAt))]).toEqual([null, new Set([null])]);
  hours.note([volume('2026-03-10', 500)], beganAt);
  expect(hours.countedFromAt()).toBe(beganAt);
  expect(countsAt(hours, beganAt + hourMs).slice(-3)).toEqual([null, 0, 0]);
});

test('what came between two looks counts in the hour of the later one, over midnight too', () => {
  const hours = open();
  hours.note([volume('2026-03-10', 500)], beganAt);
  hours.note([volume('2026-03-10', 503), volume('2026-03-10', 7, 'team-b')], beganAt + 1);
  hours.note([volume('2026-03-10', 504), volume('2026-03-11', 2)], beganAt + hourMs);
  expect(countsAt(hours, beganAt + hourMs).slice(-2)).toEqual([3, 3]);
  expect(countsAt(hours, beganAt + hourMs, 'team-b').slice(-2)).toEqual([7, 0]);
});

test('a day that is counted no more takes nothing away', () => {
  const hours = open();
  hours.note([volume('2026-03-09', 9), volume('2026-03-10', 1)], beganAt);
  hours.note([volume('2026-03-10', 2)], beganAt + hourMs);
  expect(countsAt(hours, beganAt + hourMs).at(-1)).toBe(1);
});

test('whom the register does not know counts together, and hours that are long past are forgotten', () => {
  const hours = open();
  hours.note([], beganAt);
  hours.note([volume('2026-03-10', 2, 'x'), volume('2026-03-10', 3, 'y')], beganAt + 1);
  expect(countsAt(hours, beganAt, 'other').at(-1)).toBe(5);
  hours.note([], beganAt + 30 * hourMs);
  expect(countsAt(hours, beganAt + 1, 'other').at(-1)).toBe(0);
});
