import type { ProcessIdentity } from './process-identity.ts';
import type { RecordedProcess } from './stack-record.ts';

/** `GONE`: nobody has the pid; `STRANGER`: somebody else has it now; `OURS`: the very process we started. */
export type LeftoverDecision = 'GONE' | 'STRANGER' | 'OURS';

/**
 * Whether a recorded pid is still the process that was started. Only `OURS` may be ended: it began at the recorded moment and
 * its command line names a folder of the stack.
 */
export function decideLeftover(
  recorded: Pick<RecordedProcess, 'startedAt'>,
  observed: ProcessIdentity | null,
  stackFolders: readonly string[],
): LeftoverDecision {
  if (observed === null) {
    return 'GONE';
  }
  const sameStart = observed.startedAt === recorded.startedAt;
  const namesFolder = stackFolders.some((folder) => observed.command.includes(folder));
  return sameStart && namesFolder ? 'OURS' : 'STRANGER';
}
