import { groupKeyOf } from '@varselvakt/store';
import type { LogEntry } from './read-log.ts';

/** Which groups some entries name, and which of them get their owner here. */
export type GroupUse = { readonly named: ReadonlySet<string>; readonly opened: ReadonlySet<string> };

const noGroups: ReadonlySet<string> = new Set();

/** Finds the groups of entries. Pure. */
export function findGroupUse(entries: readonly LogEntry[]): GroupUse {
  const named = new Set<string>();
  let opened: Set<string> | null = null;
  for (const entry of entries) {
    if (entry.type !== 'EVENT' || entry.event.groupId === null) continue;
    const key = groupKeyOf(entry.event.label, entry.event.groupId);
    named.add(key);
    if (entry.event.bodyType === 'CaseOpened') opened = (opened ?? new Set()).add(key);
  }
  return { named, opened: opened ?? noGroups };
}

/**
 * True when one opens a case for a group that the other names: stored at the same time, the other would not see the case, and a
 * deletion of it planned in between would miss the other's notification.
 */
export const meetInGroup = (left: GroupUse, right: GroupUse): boolean =>
  shareAny(left.opened, right.named) || shareAny(right.opened, left.named);

function shareAny(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}
