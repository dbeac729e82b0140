import type { BatchConsumer, ClusterAdmin } from '@varselvakt/kafka';
import { errorCodeOf, type Logger, type ProgressTracker, sleep } from '@varselvakt/runtime';

export type FollowingConsumerParts = {
  /** What to read at the start; all of them are there. */
  readonly topics: readonly string[];
  /** What should be read now. */
  readonly wanted: () => readonly string[];
  /** Makes a consumer of exactly these topics. */
  readonly open: (topics: readonly string[]) => BatchConsumer;
  readonly admin: Pick<ClusterAdmin, 'topicNames'>;
  readonly intervalMs: number;
  readonly stopDeadlineMs: number;
  readonly log: Logger;
};

export type FollowingConsumer = BatchConsumer & {
  /** Looks for further topics until the signal aborts. */
  readonly follow: (signal: AbortSignal, progress: ProgressTracker) => Promise<void>;
};

/**
 * A consumer that begins to read topics which the register gives away while it runs, as soon as they are there: it leaves its group and
 * comes back with all of them. It never drops one: what is in flight from a producer that was taken out is judged, and refused.
 */
export function createFollowingConsumer(parts: FollowingConsumerParts): FollowingConsumer {
  const { open, wanted, admin, stopDeadlineMs, log } = parts;
  const crash = Promise.withResolvers<Error>();
  let topics = parts.topics;
  let isStopped = false;
  let toldMissing = '';
  let consumer = openWatched(topics);

  function openWatched(names: readonly string[]): BatchConsumer {
    const opened = open(names);
    // One that was replaced may say what it likes.
    void opened.crashed.then((error) => (opened === consumer ? crash.resolve(error) : undefined));
    return opened;
  }
  const tellMissing = (missing: readonly string[]): void => {
    const text = missing.join();
    if (text !== toldMissing && text !== '')
      log.warn({ topics: missing }, 'topics of the register are not there: run "varselvakt topics apply"');
    toldMissing = text;
  };
  const look = async (): Promise<void> => {
    const unread = wanted().filter((name) => !topics.includes(name));
    const names = unread.length === 0 ? [] : await admin.topicNames();
    const found = unread.filter((name) => names.includes(name));
    tellMissing(unread.filter((name) => !names.includes(name)));
    if (found.length === 0 || isStopped) return;
    await consumer.stop(stopDeadlineMs);
    if (isStopped) return;
    topics = [...topics, ...found];
    consumer = openWatched(topics);
    void consumer.start();
    log.info({ topics: found }, 'judging what comes on further topics');
  };
  return {
    start: () => consumer.start(),
    stop: (deadlineMs) => {
      isStopped = true;
      return consumer.stop(deadlineMs);
    },
    state: () => consumer.state(),
    crashed: crash.promise,
    follow: async (signal, progress) => {
      while (!signal.aborted) {
        try {
          await look();
          progress.progressed();
        } catch (error) {
          log.warn({ code: errorCodeOf(error) }, 'further topics cannot be looked for, trying again');
          progress.idle();
        }
        await sleep(parts.intervalMs, signal);
      }
    },
  };
}
