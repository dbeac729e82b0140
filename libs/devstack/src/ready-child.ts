import { DevstackError } from './devstack-error.ts';
import { type ChildCommand, type ManagedChild, readLogTail, startChild } from './managed-child.ts';
import type { PartContext } from './part-starter.ts';
import type { PartName } from './stack-part.ts';
import { waitUntil } from './wait-until.ts';

const READY_DEADLINE_MS = 90_000;
const PROBE_EVERY_MS = 25;
const PORT_ATTEMPTS = 4;
const PORT_TAKEN = /address already in use|port \d* ?(is |seems to be )?(already )?(in use|bound)|BindException/i;

/**
 * Starts a process and waits until its probe answers. Throws STACK_PORT_TAKEN when somebody else has the port (retry with
 * another), STACK_PART_EXITED when the process ended (with the end of its log), STACK_PART_NOT_READY after 90 s.
 */
export async function startReadyChild(
  context: Pick<PartContext, 'onChild' | 'signal'>,
  command: ChildCommand,
  isReady: () => Promise<boolean>,
): Promise<ManagedChild> {
  const child = await startChild(command);
  context.onChild(child);
  const signal = AbortSignal.any([child.ended, context.signal]);
  const ready = await waitUntil(isReady, { everyMs: PROBE_EVERY_MS, deadlineMs: READY_DEADLINE_MS, signal });
  // A stranger on the same port answers the probe as well: our own process must be alive.
  if (ready && !child.ended.aborted) {
    return child;
  }
  const exited = child.ended.aborted;
  await child.stop();
  throw await explainFailure(command, exited);
}

/** Waits until a part answers. Throws STACK_PART_NOT_READY after 90 s; a retry may help. */
export async function waitForAnswer(part: PartName, answers: () => Promise<boolean>): Promise<void> {
  if (!(await waitUntil(answers, { everyMs: PROBE_EVERY_MS, deadlineMs: READY_DEADLINE_MS }))) {
    throw new DevstackError('STACK_PART_NOT_READY', `${part} did not answer in time`, { retriable: true });
  }
}

async function explainFailure(command: ChildCommand, exited: boolean): Promise<DevstackError> {
  const { part, logFile } = command;
  const tail = await readLogTail(logFile);
  if (PORT_TAKEN.test(tail) && exited) {
    return new DevstackError('STACK_PORT_TAKEN', `${part} found its port taken`, { retriable: true });
  }
  return exited
    ? new DevstackError('STACK_PART_EXITED', `${part} ended while starting; its log ends with:\n${tail}`, {
        retriable: false,
      })
    : new DevstackError('STACK_PART_NOT_READY', `${part} did not answer in time; its log ends with:\n${tail}`, {
        retriable: true,
      });
}

/** Runs `start` again, with fresh ports, while it throws STACK_PORT_TAKEN, four times at most. Throws what the last one threw. */
export async function retryOnTakenPort<T>(start: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(attempt);
    } catch (error) {
      const taken = error instanceof DevstackError && error.code === 'STACK_PORT_TAKEN';
      if (!taken || attempt === PORT_ATTEMPTS) {
        throw error;
      }
    }
  }
}
