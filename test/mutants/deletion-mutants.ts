import type { Mutant } from './mutant.ts';

const deleterTests = 'services/deleter/src/deleter.int.test.ts';
const everywhere = 'deletes what is due everywhere, tells log and producer, and leaves what is not due as it was';
const killed = 'services/deleter/src/deleter.chaos.test.ts';

/** Faults of the deleter. */
export const deletionMutants: readonly Mutant[] = [
  {
    promise: 'I6',
    name: 'rows go before their tombstones',
    file: 'services/deleter/src/run-deletions.ts',
    find: 'const [following, publishedAt] = await together(planNext(), publishAll(work, batch, untold));\n    await forgetTold(work, untold);\n    untold = await finish(work, batch, publishedAt);',
    replace:
      'untold = await finish(work, batch, performance.now());\n    const [following] = await together(planNext(), publishAll(work, batch, untold));\n    await forgetTold(work, untold);',
    testFile: killed,
    testName: 'at finished:1 is finished by the next run',
  },
  {
    promise: 'I6',
    name: 'tombstones are not waited for',
    file: 'services/deleter/src/publish-deletions.ts',
    find: "await publish(work, 'tombstones-published',",
    replace: "void publish(work, 'tombstones-published',",
    testFile: 'services/deleter/src/publish-deletions.test.ts',
    testName: '',
  },
  {
    promise: 'I6',
    name: 'a tombstone is skipped in a cascade',
    file: 'services/deleter/src/publish-deletions.ts',
    find: 'const tombstones = planned.flatMap(',
    replace: 'const tombstones = planned.slice(0, 1).flatMap(',
    testFile: deleterTests,
    testName: 'takes the whole group with a case, and nothing of another group',
  },
  {
    promise: 'I6',
    name: 'the last key of an aggregate gets no tombstone',
    file: 'services/deleter/src/publish-deletions.ts',
    find: 'planned.flatMap(({ records }) => records.map(',
    replace: 'planned.flatMap(({ records }) => records.slice(1).map(',
    testFile: deleterTests,
    testName: everywhere,
  },
  {
    promise: 'I6',
    name: 'a deletion is not announced',
    file: 'services/deleter/src/publish-deletions.ts',
    find: "await publish(work, 'hard-deletes-published', announced);",
    replace: "await publish(work, 'hard-deletes-published', announced.slice(announced.length));",
    testFile: deleterTests,
    testName: everywhere,
  },
  {
    promise: 'I6',
    name: 'what was begun before a crash is not finished',
    file: 'services/deleter/src/run-deletions.ts',
    find: 'if (batch === null) return erasedCount;',
    replace: 'if (batch === null || batch.planned.length > 0) return erasedCount;',
    testFile: killed,
    testName: 'at planned:1 is finished by the next run',
  },
  {
    promise: 'I6',
    name: 'rows go although events were added after the plan',
    file: 'libs/store/src/deletion/finish-deletions.ts',
    find: 'if (wholeCount !== planned.length)',
    replace: 'if (wholeCount > planned.length)',
    testFile: 'libs/store/src/deletion/deletions.int.test.ts',
    testName: '',
  },
  {
    promise: 'I7',
    name: 'what is due within the hour goes as well',
    file: 'libs/store/src/sql/deleter/due-deletions.ts',
    find: 'where candidate.deleting_since is null and candidate.delete_at <= now()\n    and candidate.delete_at >= coalesce',
    replace:
      "where candidate.deleting_since is null and candidate.delete_at <= now() + interval '400 days'\n    and candidate.delete_at >= coalesce",
    testFile: deleterTests,
    testName: everywhere,
  },
  {
    promise: 'I7',
    name: 'legal holds are not asked',
    file: 'libs/store/src/sql/deleter/due-deletions.ts',
    find: 'paused_until > now())\n    and not',
    replace: 'paused_until > now())\n    or false and not',
    testFile: deleterTests,
    testName: 'keeps what is held: by itself, by its label, by its producer, or as a case with a held notification',
  },
  {
    promise: 'I7',
    name: 'clocks may be apart as far as they like',
    file: 'services/deleter/src/decide-clock.ts',
    find: "outcome: apartMs <= maxClockApartMs ? 'TOGETHER' : 'APART'",
    replace: "outcome: apartMs <= maxClockApartMs * 1e6 ? 'TOGETHER' : 'APART'",
    testFile: 'services/deleter/src/decide-clock.test.ts',
    testName: '',
  },
  {
    promise: 'I7',
    name: 'half a group goes with its case',
    file: 'libs/store/src/deletion/decide-plan.ts',
    find: 'if (!lockedGroups.has(groupRef) || group.length !== memberCounts.get(groupRef)) return null;',
    replace: 'if (!lockedGroups.has(groupRef)) return null;',
    testFile: 'libs/store/src/deletion/decide-plan.test.ts',
    testName: '',
  },
  {
    promise: 'I8',
    name: 'tombstones go to the partition of today and not to the one of the record',
    file: 'services/deleter/src/publish-deletions.ts',
    find: 'records.map((place) => ({ ...place, value: null })));',
    replace: 'records.map((place) => ({ ...place, partition: 0, value: null })));',
    testFile: deleterTests,
    testName: everywhere,
  },
];
