import { hash } from 'node:crypto';
import type { GroupLag, LagReport } from '@varselvakt/lag';
import type { GroupSummary } from '../../console/src/pages/lag/lag-answers.ts';

type Assignment = GroupSummary['assignment'];

/** Knows when partitions changed hands, as far as looking every few seconds shows it. */
export type AssignmentWatch = {
  readonly note: (report: LagReport, now: number) => void;
  readonly of: (group: string) => Assignment | null;
};

/** Who has what, as a short text that is another one when anything of it changes. */
const printOf = ({ partitions }: GroupLag): string =>
  hash(
    'sha256',
    partitions.map(({ topic, partition, member }) => `${topic}/${partition}:${member?.memberId ?? ''}`).join('\n'),
    'base64url',
  );

const isMoving = ({ state }: GroupLag): boolean => state === 'PreparingRebalance' || state === 'CompletingRebalance';

type Known = { readonly print: string | null; readonly assignment: Assignment };

function next(known: Known | undefined, group: GroupLag, now: number): Known {
  const before = known?.assignment ?? { isRebalancing: false, changedAt: null, changeCount: 0, watchedSinceAt: now };
  // What could not be read, or is under way, says nothing of who has what.
  if (group.outcome === 'UNKNOWN') return { print: known?.print ?? null, assignment: before };
  if (isMoving(group)) return { print: known?.print ?? null, assignment: { ...before, isRebalancing: true } };
  const print = printOf(group);
  const hasChanged =
    before.isRebalancing || (known?.print !== undefined && known.print !== null && known.print !== print);
  const change = hasChanged ? { changedAt: now, changeCount: before.changeCount + 1 } : {};
  return { print, assignment: { ...before, ...change, isRebalancing: false } };
}

/** Makes a watch; groups that are gone are forgotten. */
export function createAssignmentWatch(): AssignmentWatch {
  let groups: ReadonlyMap<string, Known> = new Map();
  return {
    note: (report, now) => {
      groups = new Map(report.groups.map((one) => [one.group, next(groups.get(one.group), one, now)]));
    },
    of: (group) => groups.get(group)?.assignment ?? null,
  };
}
