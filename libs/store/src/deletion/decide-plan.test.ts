import { describe, expect, test } from '@jest/globals';
import { decidePlan, type PlanFacts } from './decide-plan.ts';
import type { DeletionCandidate } from './planned-deletion.ts';

const candidate = (aggregateId: string, more: Partial<DeletionCandidate> = {}): DeletionCandidate => ({
  aggregateId,
  kind: 'MESSAGE',
  producerId: 'team-a',
  label: 'salary',
  groupId: null,
  groupRef: null,
  eventCount: 1,
  cause: 'RETENTION',
  dueAt: 1_000,
  contentDay: 0,
  ...more,
});
const inGroup = { groupId: 'g', groupRef: 'ref' };
const owner = candidate('case', { kind: 'CASE', cause: 'PRODUCER', dueAt: 500, ...inGroup });
const member = candidate('member', { dueAt: 9_000, ...inGroup });
const facts = (more: Partial<PlanFacts>): PlanFacts => ({
  maxEventCount: 100,
  due: [],
  lockedGroups: new Set(),
  members: [],
  memberCounts: new Map(),
  ...more,
});
const whole = { lockedGroups: new Set(['ref']), members: [owner, member], memberCounts: new Map([['ref', 2]]) };

describe('deciding what one transaction deletes', () => {
  test('a notification goes alone, at its own time and for its own cause', () => {
    const due = candidate('one', inGroup);
    expect(decidePlan(facts({ due: [due] }))).toEqual({ planned: [due], groupRefs: [], postponed: [] });
  });

  test('a case takes its whole group with it, for its cause and at its time', () => {
    const { planned, groupRefs } = decidePlan(facts({ due: [owner], ...whole }));
    expect(groupRefs).toEqual(['ref']);
    expect(planned).toEqual([owner, { ...member, cause: 'PRODUCER', dueAt: 500 }]);
  });

  test('a member that is due itself is planned once, whichever of the two comes first', () => {
    const dueMember = { ...member, dueAt: 400 };
    for (const due of [
      [owner, dueMember],
      [dueMember, owner],
    ]) {
      const { planned } = decidePlan(facts({ due, ...whole, members: [owner, dueMember] }));
      expect(planned.toSorted((a, b) => a.dueAt - b.dueAt)).toEqual([{ ...dueMember, cause: 'PRODUCER' }, owner]);
    }
  });

  test.each([
    ['its group is in use', { ...whole, lockedGroups: new Set<string>() }],
    ['one of its group is in use', { ...whole, members: [owner] }],
    [
      'its group is not known',
      { lockedGroups: new Set<string>(), members: [], memberCounts: new Map<string, number>() },
    ],
  ])('a case waits while %s, and so does its whole group', (_, more) => {
    expect(decidePlan(facts({ due: [owner], ...more }))).toEqual({ planned: [], groupRefs: [], postponed: ['case'] });
  });

  test('no more events than are wanted at once are planned, but for a case with its group', () => {
    const [first, second, third] = ['a', 'b', 'c'].map((id) => candidate(id, { eventCount: 40 }));
    if (!first || !second || !third) throw new Error('three');
    expect(decidePlan(facts({ due: [first, second, third] })).planned).toEqual([first, second]);
    const large = { ...member, eventCount: 400 };
    const group = { ...whole, members: [owner, large] };
    expect(decidePlan(facts({ due: [owner, third], ...group })).planned).toHaveLength(2);
    expect(decidePlan(facts({ due: [third, owner], ...group }))).toEqual({
      planned: [third],
      groupRefs: [],
      postponed: [],
    });
  });
});
