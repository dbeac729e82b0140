import { randomUUID } from 'node:crypto';
import { openSweep, type SweepParts, type SweepProgress, type SweepResult, sweepSlice } from '@varselvakt/erasure';
import type { TopicAccess } from '@varselvakt/inspection';
import { createSender } from '@varselvakt/kafka';
import { sleep } from '@varselvakt/runtime';
import { becomeSweeper, readControl, type StoreClient } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { withTopicAccess } from '../with-topic-access.ts';

export type SweepOptions = { readonly isDryRun: boolean; readonly isJson: boolean };

type Swept = { readonly last: SweepResult; readonly foundRecordCount: number; readonly foundRowCount: number };

const maxCountPerSlice = 1_000_000;
const maxCandidateCount = 50_000;
const lockPollMs = 500;
const stopDeadlineMs = 5_000;

/**
 * Compares the event log and the tables with the ledger, removes what is left of what was erased (not in a dry run) and prints what came
 * out. Throws CommandError when something was found, or for bad settings; KafkaError, StoreError, RegistryUnavailable.
 */
export async function sweepErasures(options: SweepOptions, terminal: Terminal): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  try {
    const swept = await withTopicAccess((access) =>
      withDatabase({ applicationName: 'varselvakt-sweep', statementTimeoutMs: 0 }, (client) =>
        sweepAll(access, client, options, stopping.signal),
      ),
    );
    report(swept, options, terminal);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    throw new CommandError('Interrupted; the next sweep goes on from here.', exitCodes.interrupted, { cause: error });
  } finally {
    process.off('SIGINT', stop);
  }
}

async function sweepAll(
  { client: kafka, admin, registry, topics: { events: topic } }: TopicAccess,
  client: StoreClient,
  { isDryRun }: SweepOptions,
  signal: AbortSignal,
): Promise<Swept> {
  if (!isDryRun) await requireUnpaused(client);
  await waitForTurn(client, signal);
  const sender = createSender(kafka);
  const showProgress = createProgressLine(process.stderr);
  const parts: SweepParts = {
    ...{ client, kafka, admin, sender, registry, topic, isDryRun, maxCountPerSlice, maxCandidateCount, signal },
    groupId: `${topic}-sweep-cli-${randomUUID().slice(0, 8)}`,
    onProgress: showProgress,
    now: Date.now,
  };
  try {
    let last = await sweepSlice(parts, await openSweep(parts));
    let { foundRecordCount, foundRowCount } = last;
    while (last.finishedAt === null) {
      if (signal.aborted) throw new CommandError('Interrupted.', exitCodes.interrupted);
      last = await sweepSlice(parts, last.sweep);
      foundRecordCount += last.foundRecordCount;
      foundRowCount += last.foundRowCount;
    }
    return { last, foundRecordCount, foundRowCount };
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    await sender.stop(stopDeadlineMs);
  }
}

/** Who has paused deletions wants nothing to be removed, by whatever way. */
async function requireUnpaused(client: StoreClient): Promise<void> {
  const { pause } = await readControl(client);
  if (pause === null) return;
  const until = new Date(pause.until).toISOString();
  throw new CommandError(
    `Deletions are paused until ${until}: "varselvakt deletions resume" first, or --dry-run.`,
    exitCodes.failed,
  );
}

/** The deleter sweeps too; one at a time. */
async function waitForTurn(client: StoreClient, signal: AbortSignal): Promise<void> {
  let isTold = false;
  while (!(await becomeSweeper(client))) {
    if (signal.aborted) throw new CommandError('Interrupted.', exitCodes.interrupted);
    if (!isTold) process.stderr.write('Another sweep is under way; this one waits for it …\n');
    isTold = true;
    await sleep(lockPollMs, signal);
  }
}

/** A line on the terminal that says how far it has come; nothing where nobody looks. */
const createProgressLine =
  (stderr: NodeJS.WriteStream) =>
  ({ rowCount, recordCount }: SweepProgress): void => {
    if (stderr.isTTY) stderr.write(`\r${rowCount} rows and ${recordCount} records compared with the ledger …`);
  };

function report(
  { last, foundRecordCount, foundRowCount }: Swept,
  { isDryRun, isJson }: SweepOptions,
  terminal: Terminal,
) {
  const { rowCount, recordCount, sweepNumber } = last.sweep;
  const foundCount = foundRecordCount + foundRowCount;
  if (isJson)
    terminal.printJson({
      sweep: isDryRun ? null : Number(sweepNumber),
      dryRun: isDryRun,
      recordCount,
      rowCount,
      foundRecordCount,
      foundRowCount,
      finishedAt: last.finishedAt === null ? null : new Date(last.finishedAt).toISOString(),
    });
  else terminal.print(`${recordCount} records of the event log and ${rowCount} rows were compared with the ledger.`);
  if (foundCount > 0) {
    const done = isDryRun ? 'Nothing was changed.' : 'They have been removed; sweep again to verify.';
    const found = `${foundRecordCount} records and ${foundRowCount} rows of what was erased were still there, or there again.`;
    throw new CommandError(`${found} ${done}`, exitCodes.failed);
  }
  if (!isJson) terminal.print('Nothing of what was erased is there.');
}
