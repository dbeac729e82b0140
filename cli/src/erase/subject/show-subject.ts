import { listErasable } from '@varselvakt/store';
import { CommandError, exitCodes } from '../../command-error.ts';
import type { Terminal } from '../../terminal.ts';
import { formatErasureLines, toErasureLines } from '../describe-erasure.ts';
import { type SubjectRun, seekSubject } from './seek-subject.ts';

/** Lists what names a person. Throws CommandError also when something could not be read; StoreError, RegistryUnavailable. */
export async function showSubject(run: SubjectRun, isJson: boolean, terminal: Terminal): Promise<void> {
  const { found, searchedCount, unreadableCount } = await seekSubject(run);
  const listed = await listErasable(run.client, [...found.keys()]);
  const lines = toErasureLines(
    listed.filter(({ isNamed }) => isNamed),
    [],
    found,
  ).map(({ receiptId: _, ...line }) => line);
  if (isJson) terminal.printJson({ searchedCount, unreadableCount, found: lines });
  else if (lines.length === 0) terminal.print(`Nothing among ${searchedCount} events names this person.`);
  else terminal.print(formatErasureLines(lines));
  requireAllRead(unreadableCount);
}

/** Throws CommandError: whom these name is not known. */
export function requireAllRead(unreadableCount: number): void {
  if (unreadableCount > 0)
    throw new CommandError(
      `${unreadableCount} stored events could not be read: whom they name is not known.`,
      exitCodes.failed,
    );
}
