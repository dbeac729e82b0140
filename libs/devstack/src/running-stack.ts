import type { ManagedChild } from './managed-child.ts';
import { readProcessIdentity } from './process-identity.ts';
import { removeFolders, type TakenFolder } from './stack-folder.ts';
import type { StackProfile } from './stack-profile.ts';
import { type RecordedProcess, type StackRecord, saveStackRecord } from './stack-record.ts';
import { startWatchdog } from './watchdog.ts';

/** Whose processes are kept account of, and what becomes of them. */
export interface RunningStackOptions {
  readonly kind: 'embedded' | 'docker';
  readonly taken: TakenFolder;
  readonly profile: StackProfile;
  readonly ephemeral: boolean;
  readonly detached: boolean;
  readonly now: () => number;
}

/** The account of a stack's processes: written down before anybody relies on them, ended together. */
export interface RunningStack {
  readonly add: (child: ManagedChild) => void;
  readonly addFolder: (folder: string) => void;
  /** Something else to end before the folders are removed. */
  readonly onStop: (end: () => Promise<void>) => void;
  readonly processes: () => readonly RecordedProcess[];
  readonly record: (change: Partial<StackRecord>) => Promise<void>;
  /** All parts run: from now on a detached stack is nobody's. */
  readonly settle: () => Promise<void>;
  /** Ends all processes, then removes the folders of an ephemeral stack. Repeatable. */
  readonly stop: () => Promise<void>;
}

/** Opens the account: from now on every process added ends with this one, also when it is killed. */
export function createRunningStack(options: RunningStackOptions): RunningStack {
  const { folder, previous, release } = options.taken;
  const watchdog = startWatchdog(options.ephemeral ? [folder] : []);
  const children: ManagedChild[] = [];
  const endings: (() => Promise<void>)[] = [];
  let state = emptyRecord(options, previous);
  let writing: Promise<void> = Promise.resolve();
  let stopping: Promise<void> | undefined;

  const record = (change: (before: StackRecord) => Partial<StackRecord>) => {
    writing = writing.then(() => {
      state = { ...state, ...change(state) };
      return saveStackRecord(folder, state);
    });
    return writing;
  };
  // Even a start that breaks off at once can be told for ours, and cleaned up, by the next one.
  void record(() => ({})).catch(() => undefined);
  const stop = async () => {
    await Promise.all([...children.map((child) => child.stop()), ...endings.map((end) => end())]);
    await record(() => ({ processes: [], containers: [], addresses: null }));
    watchdog.dismiss();
    if (options.ephemeral) {
      await removeFolders([folder, ...state.otherFolders]);
    }
    await release();
  };
  return {
    add: (child) => {
      watchdog.watch(child);
      children.push(child);
      void describeChild(child)
        .then((found) => record((before) => ({ processes: [...before.processes, found] })))
        .catch(() => undefined);
    },
    addFolder: (other) => {
      if (options.ephemeral) {
        watchdog.removeAfterwards(other);
      }
      void record((before) => ({ otherFolders: [...new Set([...before.otherFolders, other])] })).catch(() => undefined);
    },
    onStop: (end) => {
      endings.push(end);
    },
    processes: () => state.processes,
    record: (change) => record(() => change),
    settle: async () => {
      if (options.detached) {
        watchdog.dismiss();
        await release();
      }
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function emptyRecord(options: RunningStackOptions, previous: StackRecord | null): StackRecord {
  return {
    version: 1,
    kind: options.kind,
    profile: options.profile,
    detached: options.detached,
    ephemeral: options.ephemeral,
    createdAt: options.now(),
    processes: [],
    containers: [],
    ports: previous?.ports ?? {},
    otherFolders: previous?.otherFolders ?? [],
    addresses: null,
  };
}

async function describeChild(child: ManagedChild): Promise<RecordedProcess> {
  const identity = await readProcessIdentity(child.pid);
  return { part: child.part, pid: child.pid, stopSignal: child.stopSignal, startedAt: identity?.startedAt ?? 'gone' };
}
