import { findRunningContainers, removeContainers } from './docker-runtime.ts';
import { decideLeftover } from './leftover-decision.ts';
import { readProcessIdentity } from './process-identity.ts';
import type { RecordedProcess, StackRecord } from './stack-record.ts';
import { waitUntil } from './wait-until.ts';

const STOP_DEADLINE_MS = 10_000;

/** Those of a stack's recorded processes that still run and are really ours. Never throws. */
export async function findLivingProcesses(folder: string, record: StackRecord): Promise<RecordedProcess[]> {
  const decisions = await Promise.all(
    record.processes.map(async (recorded) =>
      decideLeftover(recorded, await readProcessIdentity(recorded.pid), [folder, ...record.otherFolders]),
    ),
  );
  return record.processes.filter((_, index) => decisions[index] === 'OURS');
}

/** True while every recorded process and container of this stack runs. Never throws. */
export async function isStackUp(folder: string, record: StackRecord): Promise<boolean> {
  const [processes, containers] = await Promise.all([
    findLivingProcesses(folder, record),
    findRunningContainers(record.containers),
  ]);
  const wanted = record.processes.length + record.containers.length;
  return record.addresses !== null && wanted > 0 && processes.length + containers.length === wanted;
}

/** Ends every process and container of this stack that still runs, a stranger with a recycled pid never. */
export async function endLeftovers(folder: string, record: StackRecord): Promise<void> {
  const living = await findLivingProcesses(folder, record);
  await Promise.all([
    ...living.map((found) => endProcess(folder, record, found)),
    // Without Docker there is nothing that could be removed.
    removeContainers(record.containers).catch(() => undefined),
  ]);
}

async function endProcess(folder: string, record: StackRecord, found: RecordedProcess): Promise<void> {
  const only = { ...record, processes: [found] };
  const isGone = async () => (await findLivingProcesses(folder, only)).length === 0;
  sendSignal(found.pid, found.stopSignal);
  if (!(await waitUntil(isGone, { everyMs: 25, deadlineMs: STOP_DEADLINE_MS }))) {
    sendSignal(found.pid, 'SIGKILL');
    await waitUntil(isGone, { everyMs: 25, deadlineMs: STOP_DEADLINE_MS });
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
