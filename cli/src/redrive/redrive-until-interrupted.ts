import {
  RedriveRefused,
  type RedriveReport,
  type RedriveRequest,
  runRedrive,
  type TopicAccess,
} from '@varselvakt/inspection';
import type { StoreClient } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { showProgress } from '../operator/show-progress.ts';

/** Redrives until it is done or Ctrl-C is pressed, with a bar that says how far it is. Throws CommandError, KafkaError, StoreError. */
export async function redriveUntilInterrupted(
  request: RedriveRequest,
  access: TopicAccess,
  database: StoreClient,
): Promise<RedriveReport> {
  const interruption = new AbortController();
  // Only the first time: who presses it again means it.
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const bar = showProgress('sent again', process.stderr);
  try {
    const { signal } = interruption;
    return await runRedrive(request, access, database, { signal, onProgress: bar.update });
  } catch (error) {
    if (!(error instanceof RedriveRefused)) throw error;
    const exitCode = error.code === 'NO_TOPIC' ? exitCodes.usage : exitCodes.failed;
    throw new CommandError(error.message, exitCode, { cause: error });
  } finally {
    bar.end();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
