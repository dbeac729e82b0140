import { expect, test } from '@jest/globals';
import { decideNotices } from './decide-notices.ts';

const label = (name: string, noticeBeforeDeletion: string | null) => ({ name, noticeBeforeDeletion });

test('labels that have asked for it look as far ahead as they say, on the calendar', () => {
  const labels = [label('a', 'P14D'), label('b', null), label('c', 'P1M')];
  expect(decideNotices(labels, Date.parse('2027-01-31T12:00:00+01:00'))).toEqual([
    { label: 'a', untilAt: Date.parse('2027-02-14T12:00:00+01:00') },
    { label: 'c', untilAt: Date.parse('2027-02-28T12:00:00+01:00') },
  ]);
  expect(decideNotices(labels, Date.parse('2027-03-27T12:00:00+01:00'))[0]).toEqual({
    label: 'a',
    untilAt: Date.parse('2027-04-10T12:00:00+02:00'),
  });
});

test('a span beyond all times is no notice', () => {
  expect(decideNotices([label('a', 'P9000Y')], Date.parse('2027-01-01'))).toEqual([]);
});
