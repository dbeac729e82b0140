import { describe, expect, test } from '@jest/globals';
import { decideWindow, isComparable } from './decide-window.ts';

const at = (text: string) => Date.parse(`2026-03-${text}Z`);
const now = at('20T10:00');
const windowOf = (outcomesFromAt: number | null, volumeFromAt: number | null = null) =>
  decideWindow({ askedFromAt: at('01T15:00'), now, outcomesFromAt, volumeFromAt });

describe('the window of a scorecard', () => {
  test.each([
    ['is what was asked for, from the begin of its day', null, at('01T00:00')],
    ['is what was asked for when older outcomes have left', at('01T00:00'), at('01T00:00')],
    ['begins with the first whole day that is kept', at('06T12:00'), at('07T00:00')],
    ['begins with a day that is kept to the millisecond', at('06T00:00'), at('06T00:00')],
    ['begins in the middle of today when nothing older is kept', at('20T09:00'), at('20T09:00')],
  ])('%s', (_, outcomesFromAt, fromAt) => {
    expect(windowOf(outcomesFromAt)).toEqual({
      askedFromAt: at('01T00:00'),
      fromAt,
      untilAt: now,
      outcomesFromAt,
      volumeFromAt: null,
    });
  });

  test.each([
    ['over whole days', null, null, true],
    ['when events were counted before', at('07T00:00'), at('06T00:00'), true],
    ['not when events are counted for a shorter time', null, at('02T00:00'), false],
    ['not over a part of a day: events are counted by day', at('20T09:00'), null, false],
  ])('gives shares %s', (_, outcomesFromAt, volumeFromAt, expected) => {
    expect(isComparable(windowOf(outcomesFromAt, volumeFromAt))).toBe(expected);
  });
});
