import { expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport, unknownGroup } from '../testing/sample-report.ts';
import { createAssignmentWatch } from './assignment-watch.ts';

const heldBy = (memberId: string, changes = {}): LagReport => ({
  ...sampleReport,
  groups: [
    {
      ...sampleGroup,
      partitions: [{ ...samplePartition, member: { memberId, clientId: 'c', host: 'h' } }],
      ...changes,
    },
  ],
});

function watchAll(reports: readonly LagReport[]) {
  const watch = createAssignmentWatch();
  reports.forEach((report, index) => {
    watch.note(report, index);
  });
  return watch.of('g');
}

test('partitions that change hands are a rebalance', () => {
  expect(watchAll([heldBy('a'), heldBy('a')])).toMatchObject({ changedAt: null, changeCount: 0, watchedSinceAt: 0 });
  expect(watchAll([heldBy('a'), heldBy('b'), heldBy('b')])).toMatchObject({ changedAt: 1, changeCount: 1 });
});

test('one that is under way is told, and counts when it is over, even if everybody has what they had', () => {
  const moving = heldBy('', { state: 'PreparingRebalance' });
  expect(watchAll([heldBy('a'), moving])).toMatchObject({ isRebalancing: true, changeCount: 0 });
  expect(watchAll([heldBy('a'), moving, heldBy('a')])).toMatchObject({ isRebalancing: false, changeCount: 1 });
});

test('a look that failed changes nothing', () => {
  const away = { ...sampleReport, groups: [{ ...unknownGroup, group: 'g' }] };
  expect(watchAll([heldBy('a'), away, heldBy('a')])).toMatchObject({ changeCount: 0 });
});

test('a group that is gone is forgotten', () =>
  expect(watchAll([heldBy('a'), { ...sampleReport, groups: [] }])).toBeNull());
