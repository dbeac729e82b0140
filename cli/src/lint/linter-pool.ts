import { Worker } from 'node:worker_threads';
import type { LineBatch } from './judge-lines.ts';
import type { LintSettings } from './lint-settings.ts';
import type { Linter, LintResult } from './linter.ts';

/** Judges batches of lines, on more threads than this one once there is enough to do. */
export type LinterPool = {
  /** Starts judging a batch whose memory nobody else uses. */
  readonly submit: (batch: LineBatch) => Promise<LintResult>;
  /** How many batches are worth having under way. */
  readonly width: () => number;
  readonly close: () => Promise<void>;
};

export type PoolOptions = {
  readonly settings: LintSettings;
  readonly withEvents: boolean;
  readonly workerCount: number;
  /** Bytes after which threads are started; below them starting one would take longer than the work. */
  readonly threadsFromBytes: number;
};

const batchesPerWorker = 3;
/** Texts are short-lived: room for many of them spares the copying of the few that live. */
const youngGenerationMb = 32;

type Job = { readonly resolve: (result: LintResult) => void; readonly reject: (fault: unknown) => void };
type PoolWorker = { readonly worker: Worker; readonly jobs: Job[]; isReady: boolean };

const startWorker = (options: PoolOptions): PoolWorker => {
  const worker = new Worker(new URL('./lint-worker.ts', import.meta.url), {
    workerData: { settings: options.settings, withEvents: options.withEvents },
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  const entry: PoolWorker = { worker, jobs: [], isReady: false };
  worker.on('message', (message: 'ready' | LintResult) => {
    if (message === 'ready') entry.isReady = true;
    else entry.jobs.shift()?.resolve(message);
  });
  const fail = (fault: unknown) => {
    for (const job of entry.jobs.splice(0)) job.reject(fault);
    entry.isReady = false;
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('A thread of the linter ended before its work was done')));
  return entry;
};

/** A pool of threads; what they have no room for is judged with `linter` on this thread. */
export const createLinterPool = (linter: Linter, options: PoolOptions): LinterPool => {
  const workers: PoolWorker[] = [];
  let seenBytes = 0;

  const freest = (): PoolWorker | undefined =>
    workers
      .filter(({ isReady, jobs }) => isReady && jobs.length < batchesPerWorker)
      .toSorted((one, other) => one.jobs.length - other.jobs.length)[0];

  const post = ({ worker, jobs }: PoolWorker, batch: LineBatch): Promise<LintResult> =>
    new Promise((resolve, reject) => {
      jobs.push({ resolve, reject });
      worker.postMessage(batch);
    });

  return {
    submit: async (batch) => {
      seenBytes += batch.bytes.byteLength;
      if (workers.length === 0 && seenBytes >= options.threadsFromBytes)
        for (let index = 0; index < options.workerCount; index += 1) workers.push(startWorker(options));
      const worker = freest();
      if (worker !== undefined) return post(worker, batch);
      const result = linter.lintLines(batch);
      await new Promise((resolve) => setImmediate(resolve)); // lets a thread say that it is ready
      return result;
    },
    width: () => 1 + workers.filter(({ isReady }) => isReady).length * (batchesPerWorker + 1),
    close: async () => {
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
};
